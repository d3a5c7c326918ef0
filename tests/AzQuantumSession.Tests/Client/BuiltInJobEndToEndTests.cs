namespace AzQuantumSession.Tests.Client;

public sealed class BuiltInJobEndToEndTests : JobEndToEndTests
{
    protected override Task<string?> StorageAsync() => Task.FromResult<string?>(null);
}
