using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Tests jobs with the storage of Azurite.</summary>
public sealed class AzuriteJobEndToEndTests(Azurite azurite) : JobEndToEndTests
{
    private protected override async Task<EmulatorOptions> CreateOptionsAsync() => new() { Storage = await azurite.RequireAsync() };
}
