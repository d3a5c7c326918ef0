using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class BuiltInStorageTests : JobStorageTests
{
    private protected override Task<EmulatorOptions> CreateOptionsAsync() => Task.FromResult(new EmulatorOptions());

    private protected override async Task<string> ExpireAsync(TestWorkspace workspace, string container)
    {
        await workspace.AdvanceAsync(24 * 3600);
        return container;
    }
}
