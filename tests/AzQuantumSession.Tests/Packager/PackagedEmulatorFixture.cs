namespace AzQuantumSession.Tests.Packager;

/// <summary>The packages of a copy of the module of the emulator.</summary>
public sealed class PackagedEmulatorFixture() : PackagedModuleFixture("AzQuantumSession.Emulator", "AzQuantumSession.Emulator", "program");
