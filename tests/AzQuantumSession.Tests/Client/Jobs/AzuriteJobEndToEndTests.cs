using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class AzuriteJobEndToEndTests(Azurite azurite) : JobEndToEndTests
{
    protected override async Task<string?> StorageAsync() => await azurite.RequireAsync();
}
