using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Tests for each kind of storage, with the Azure Storage client library.</summary>
public abstract class JobStorageTests : EmulatorTests
{
    private readonly Guid _job = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_can_be_uploaded_and_downloaded()
    {
        BlobContainerClient container = await CreateContainerAsync();
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        BlobClient blob = container.GetBlobClient("inputData");
        await blob.UploadAsync(BinaryData.FromString(Circuits.Bell), new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json" } }, Token);

        BlobDownloadResult download = await blob.DownloadContentAsync(Token);
        Assert.Equal((Circuits.Bell, "application/json"), (download.Content.ToString(), download.Details.ContentType));

        string signed = await Workspace.SignAsync(container.Name, "inputData");
        Assert.Equal(Circuits.Bell, (await new BlobClient(new Uri(signed)).DownloadContentAsync(Token)).Value.Content.ToString());
    }

    [Fact]
    public async Task Blob_larger_than_one_request_is_uploaded_in_blocks()
    {
        BlobClient blob = (await CreateContainerAsync()).GetBlobClient("inputData");
        byte[] content = new byte[300_000];
        new Random(1).NextBytes(content);
        await blob.UploadAsync(
            new BinaryData(content),
            new BlobUploadOptions { TransferOptions = new() { InitialTransferSize = 65_536, MaximumTransferSize = 65_536 } },
            Token);
        Assert.Equal(content, (await blob.DownloadContentAsync(Token)).Value.Content.ToArray());
    }

    [Fact]
    public async Task Compressed_input_is_stored_unchanged_and_executed()
    {
        byte[] compressed = Gzip.Compress(Encoding.UTF8.GetBytes(Circuits.Bell));
        string container = await UploadAsync(compressed, "gzip");
        HttpResult submitted = await Workspace.SubmitUploadedAsync(null, _job, container);
        BlobDownloadResult stored = await new BlobClient(new Uri((string)submitted.Json["inputDataUri"]!)).DownloadContentAsync(Token);
        Assert.Equal("gzip", stored.Details.ContentEncoding);
        Assert.Equal(compressed, stored.Content.ToArray());

        await Workspace.AdvanceAsync(2);
        Assert.Equal("Succeeded", await Workspace.JobStatusAsync(_job));
    }

    [Fact]
    public async Task Result_exists_only_after_the_job_has_succeeded()
    {
        string container = await UploadAsync();
        HttpResult submitted = await Workspace.SubmitUploadedAsync(null, _job, container);
        Assert.Equal(HttpStatusCode.Created, submitted.Status);
        var output = new BlobClient(new Uri((string)submitted.Json["outputDataUri"]!));
        Assert.False(await output.ExistsAsync(Token));

        // Even parallel requests must not report the status before the result exists.
        await Workspace.AdvanceAsync(2);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            JsonObject job = await Workspace.JobAsync(_job);
            Assert.Equal("Succeeded", (string?)job["status"]);
            BlobDownloadResult result = await new BlobClient(new Uri((string)job["outputDataUri"]!)).DownloadContentAsync(Token);
            Assert.Equal("""{"histogram":{"0":0.5,"3":0.5}}""", result.Content.ToString());
            Assert.Equal("application/json", result.Details.ContentType);
        }));
    }

    [Fact]
    public async Task Put_rejects_a_job_without_input()
    {
        string signed = await Workspace.SignAsync($"job-{_job}");
        Assert.Equal("InvalidJobDefinition", (await Workspace.SubmitUploadedAsync(null, _job, signed)).RequireError(HttpStatusCode.BadRequest));
        await CreateContainerAsync();
        Assert.Equal("InvalidJobDefinition", (await Workspace.SubmitUploadedAsync(null, _job, signed)).RequireError(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("https://elsewhere.blob.core.windows.net/job-1/inputData")]
    [InlineData("http://127.0.0.1:9/devstoreaccount1/job-1/inputData")]
    [InlineData("nowhere")]
    public async Task Put_rejects_an_input_in_another_storage(string input)
    {
        string container = await UploadAsync();
        HttpResult response = await Workspace.SubmitUploadedAsync(null, _job, container, job => job["inputDataUri"] = input);
        Assert.Equal("InvalidInput", response.RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Signature_is_valid_unchanged_until_it_expires()
    {
        string signed = await UploadAsync();
        Assert.True(await GetInput(signed).ExistsAsync(Token));
        await AssertForbiddenAsync(signed.Replace("sig=", "sig=A", StringComparison.Ordinal));
        await AssertForbiddenAsync(await ExpireAsync(signed));
    }

    [Fact]
    public async Task Signature_of_a_job_is_limited_to_its_container()
    {
        string uploaded = await UploadAsync();
        string signed = (string)(await Workspace.SubmitUploadedAsync(null, _job, uploaded)).Json["containerUri"]!;
        Assert.True(await GetInput(signed).ExistsAsync(Token));
        await AssertForbiddenAsync(signed.Replace($"{_job}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_signature_does_not_allow_writing()
    {
        string container = await UploadAsync();
        HttpResult submitted = await Workspace.SubmitUploadedAsync(null, _job, container);
        var input = new BlobClient(new Uri((string)submitted.Json["inputDataUri"]!));
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => input.UploadAsync(BinaryData.FromString("x"), overwrite: true, Token));
        Assert.Equal((403, "AuthorizationPermissionMismatch"), (exception.Status, exception.ErrorCode));
    }

    /// <summary>Returns an expired SAS URI for a container with a valid SAS URI.</summary>
    private protected abstract Task<string> ExpireAsync(string container);

    private async Task<BlobContainerClient> CreateContainerAsync()
    {
        var container = new BlobContainerClient(new Uri(await Workspace.SignAsync($"job-{_job}")));
        await container.CreateAsync(cancellationToken: Token);
        return container;
    }

    private async Task<string> UploadAsync(byte[]? content = null, string? encoding = null)
    {
        BlobContainerClient container = await CreateContainerAsync();
        await container.GetBlobClient("inputData").UploadAsync(
            new BinaryData(content ?? Encoding.UTF8.GetBytes(Circuits.Bell)),
            new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json", ContentEncoding = encoding } },
            Token);
        return container.Uri.AbsoluteUri;
    }

    private static BlobClient GetInput(string container) => new(new Uri(TestWorkspace.GetBlobUri(container, "inputData")));

    private static async Task AssertForbiddenAsync(string container)
    {
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(() => GetInput(container).DownloadContentAsync(Token));
        Assert.Equal(403, exception.Status);
    }
}

public sealed class BuiltInStorageTests : JobStorageTests
{
    private protected override async Task<string> ExpireAsync(string container)
    {
        await Workspace.AdvanceAsync(24 * 3600);
        return container;
    }
}
