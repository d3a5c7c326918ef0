namespace AzQuantumSession.Tests.Packager;

public sealed class EmulatorSpdxDocumentTests(PackagedEmulatorFixture fixture) : SpdxDocumentTests(fixture), IClassFixture<PackagedEmulatorFixture>;
