namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class BuiltInJobEndToEndTests : JobEndToEndTests
{
    protected override Task<string?> StorageAsync() => Task.FromResult<string?>(null);
}
