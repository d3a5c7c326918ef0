using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;
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
        (Guid withoutContainer, Guid other) = (Guid.NewGuid(), Guid.NewGuid());
        await Workspace.SubmitAsync(null, withoutContainer);
        await Workspace.SubmitAsync(null, other);
        await new BlobServiceClient(await azurite.RequireAsync()).DeleteBlobContainerAsync($"job-{withoutContainer}", cancellationToken: Token);
        await Workspace.AdvanceAsync(2);
        var output = new BlobClient(new Uri((string)(await Workspace.JobAsync(other))["outputDataUri"]!));
        Assert.True(await output.ExistsAsync(Token));
        Assert.Equal("Succeeded", await Workspace.JobStatusAsync(withoutContainer));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData($"AccountName=a;AccountKey={Key}x")]
    [InlineData("BlobEndpoint=http://127.0.0.1:10000/a;SharedAccessSignature=sv=1&sig=c2VjcmV0")]
    public async Task StartAsync_rejects_storage_without_a_key_and_does_not_show_the_connection_string(string connectionString)
    {
        UsageException exception = await Assert.ThrowsAsync<UsageException>(
            () => EmulatorServer.StartAsync(new EmulatorOptions { Storage = connectionString }, Token));
        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, exception.ToString(), StringComparison.Ordinal);
    }

    private protected override async Task<EmulatorOptions> CreateOptionsAsync() => new() { Storage = await azurite.RequireAsync() };

    private protected override Task<string> ExpireAsync(string container)
    {
        var uri = new BlobUriBuilder(new Uri(container));
        var sas = new BlobSasBuilder(BlobContainerSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(-1))
        {
            BlobContainerName = uri.BlobContainerName,
            StartsOn = DateTimeOffset.UtcNow.AddHours(-1),
        };
        uri.Sas = sas.ToSasQueryParameters(new StorageSharedKeyCredential(uri.AccountName, Azurite.AccountKey));
        return Task.FromResult(uri.ToUri().AbsoluteUri);
    }
}
