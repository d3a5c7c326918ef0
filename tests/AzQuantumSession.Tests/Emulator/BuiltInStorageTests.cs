namespace AzQuantumSession.Tests.Emulator;

public sealed class BuiltInStorageTests : JobStorageTests
{
    private protected override async Task<string> ExpireAsync(string container)
    {
        await Workspace.AdvanceAsync(24 * 3600);
        return container;
    }
}
