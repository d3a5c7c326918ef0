using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Support;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace AzQuantumSession.Tests.Emulator;

public sealed class AzureStorageTests(Azurite azurite) : JobStorageTests
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAA==";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_with_a_deleted_container_does_not_affect_other_jobs()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(await ChooseAsync() with { Frozen = true });
        (Guid removed, Guid kept) = (Guid.NewGuid(), Guid.NewGuid());
        await workspace.SubmitAsync(null, removed);
        await workspace.SubmitAsync(null, kept);
        await new BlobServiceClient(await azurite.RequireAsync()).DeleteBlobContainerAsync($"job-{removed}", cancellationToken: Token);
        await workspace.AdvanceAsync(2);
        var output = new BlobClient(new Uri((string)(await workspace.JobAsync(kept))["outputDataUri"]!));
        Assert.True(await output.ExistsAsync(Token));
        Assert.Equal("Succeeded", (string?)(await workspace.JobAsync(removed))["status"]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData($"AccountName=a;AccountKey={Key}x")]
    [InlineData("BlobEndpoint=http://127.0.0.1:10000/a;SharedAccessSignature=sv=1&sig=c2VjcmV0")]
    public async Task StartAsync_rejects_storage_without_a_key_and_does_not_show_the_connection_string(string connectionString)
    {
        UsageException refused = await Assert.ThrowsAsync<UsageException>(
            () => EmulatorServer.StartAsync(new EmulatorOptions { Storage = connectionString }, Token));
        Assert.DoesNotContain("c2VjcmV0", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }

    private protected override async Task<EmulatorOptions> ChooseAsync() => new() { Storage = await azurite.RequireAsync() };

    private protected override Task<string> ExpireAsync(TestWorkspace workspace, string signed)
    {
        var address = new BlobUriBuilder(new Uri(signed));
        var sas = new BlobSasBuilder(BlobContainerSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(-1))
        {
            BlobContainerName = address.BlobContainerName,
            StartsOn = DateTimeOffset.UtcNow.AddHours(-1),
        };
        address.Sas = sas.ToSasQueryParameters(new StorageSharedKeyCredential(address.AccountName, Azurite.AccountKey));
        return Task.FromResult(address.ToUri().AbsoluteUri);
    }
}
