using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class BuiltInStorageTests : JobStorageTests
{
    private protected override Task<EmulatorOptions> ChooseAsync() => Task.FromResult(new EmulatorOptions());

    private protected override async Task<string> ExpireAsync(TestWorkspace workspace, string signed)
    {
        await workspace.AdvanceAsync(24 * 3600);
        return signed;
    }
}
