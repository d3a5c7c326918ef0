using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Support;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Tests for each kind of storage, with the Azure Storage client library.</summary>
public abstract class JobStorageTests
{
    private readonly Guid _job = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_can_be_uploaded_and_downloaded()
    {
        await using TestWorkspace workspace = await StartAsync();
        BlobContainerClient container = await CreateAsync(workspace);
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        BlobClient blob = container.GetBlobClient("inputData");
        await blob.UploadAsync(BinaryData.FromString(Circuits.Bell), new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json" } }, Token);

        BlobDownloadResult download = await blob.DownloadContentAsync(Token);
        Assert.Equal((Circuits.Bell, "application/json"), (download.Content.ToString(), download.Details.ContentType));

        string signed = await workspace.SignAsync(container.Name, "inputData");
        Assert.Equal(Circuits.Bell, (await new BlobClient(new Uri(signed)).DownloadContentAsync(Token)).Value.Content.ToString());
    }

    [Fact]
    public async Task Blob_larger_than_one_request_is_uploaded_in_blocks()
    {
        await using TestWorkspace workspace = await StartAsync();
        BlobClient blob = (await CreateAsync(workspace)).GetBlobClient("inputData");
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
        await using TestWorkspace workspace = await StartAsync();
        byte[] compressed = Gzip.Compress(Encoding.UTF8.GetBytes(Circuits.Bell));
        string container = await UploadAsync(workspace, compressed, "gzip");
        HttpResult submitted = await workspace.SubmitUploadedAsync(null, _job, container);
        BlobDownloadResult stored = await new BlobClient(new Uri((string)submitted.Json["inputDataUri"]!)).DownloadContentAsync(Token);
        Assert.Equal("gzip", stored.Details.ContentEncoding);
        Assert.Equal(compressed, stored.Content.ToArray());

        await workspace.AdvanceAsync(2);
        Assert.Equal("Succeeded", await workspace.JobStatusAsync(_job));
    }

    [Fact]
    public async Task Result_exists_only_after_the_job_has_succeeded()
    {
        await using TestWorkspace workspace = await StartAsync();
        string container = await UploadAsync(workspace);
        HttpResult submitted = await workspace.SubmitUploadedAsync(null, _job, container);
        Assert.Equal(HttpStatusCode.Created, submitted.Status);
        var output = new BlobClient(new Uri((string)submitted.Json["outputDataUri"]!));
        Assert.False(await output.ExistsAsync(Token));

        // Even parallel requests must not report the status before the result exists.
        await workspace.AdvanceAsync(2);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            JsonObject job = await workspace.JobAsync(_job);
            Assert.Equal("Succeeded", (string?)job["status"]);
            BlobDownloadResult result = await new BlobClient(new Uri((string)job["outputDataUri"]!)).DownloadContentAsync(Token);
            Assert.Equal("""{"histogram":{"0":0.5,"3":0.5}}""", result.Content.ToString());
            Assert.Equal("application/json", result.Details.ContentType);
        }));
    }

    [Fact]
    public async Task Put_rejects_a_job_without_input()
    {
        await using TestWorkspace workspace = await StartAsync();
        string signed = await workspace.SignAsync($"job-{_job}");
        Assert.Equal("InvalidJobDefinition", (await workspace.SubmitUploadedAsync(null, _job, signed)).RequireError(HttpStatusCode.BadRequest));
        await CreateAsync(workspace);
        Assert.Equal("InvalidJobDefinition", (await workspace.SubmitUploadedAsync(null, _job, signed)).RequireError(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("https://elsewhere.blob.core.windows.net/job-1/inputData")]
    [InlineData("http://127.0.0.1:9/devstoreaccount1/job-1/inputData")]
    [InlineData("nowhere")]
    public async Task Put_rejects_an_input_in_another_storage(string input)
    {
        await using TestWorkspace workspace = await StartAsync();
        string container = await UploadAsync(workspace);
        HttpResult response = await workspace.SubmitUploadedAsync(null, _job, container, job => job["inputDataUri"] = input);
        Assert.Equal("InvalidInput", response.RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Signature_is_valid_unchanged_until_it_expires()
    {
        await using TestWorkspace workspace = await StartAsync();
        string signed = await UploadAsync(workspace);
        Assert.True(await GetInput(signed).ExistsAsync(Token));
        await AssertForbiddenAsync(signed.Replace("sig=", "sig=A", StringComparison.Ordinal));
        await AssertForbiddenAsync(await ExpireAsync(workspace, signed));
    }

    [Fact]
    public async Task Signature_of_a_job_is_limited_to_its_container()
    {
        await using TestWorkspace workspace = await StartAsync();
        string uploaded = await UploadAsync(workspace);
        string signed = (string)(await workspace.SubmitUploadedAsync(null, _job, uploaded)).Json["containerUri"]!;
        Assert.True(await GetInput(signed).ExistsAsync(Token));
        await AssertForbiddenAsync(signed.Replace($"{_job}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_signature_does_not_allow_writing()
    {
        await using TestWorkspace workspace = await StartAsync();
        string container = await UploadAsync(workspace);
        HttpResult submitted = await workspace.SubmitUploadedAsync(null, _job, container);
        var input = new BlobClient(new Uri((string)submitted.Json["inputDataUri"]!));
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => input.UploadAsync(BinaryData.FromString("x"), overwrite: true, Token));
        Assert.Equal((403, "AuthorizationPermissionMismatch"), (exception.Status, exception.ErrorCode));
    }

    /// <summary>Creates the options of an emulator with this storage.</summary>
    private protected abstract Task<EmulatorOptions> CreateOptionsAsync();

    /// <summary>Returns an expired SAS URI for a container with a valid SAS URI.</summary>
    private protected abstract Task<string> ExpireAsync(TestWorkspace workspace, string container);

    private async Task<TestWorkspace> StartAsync() => await TestWorkspace.StartAsync(await CreateOptionsAsync() with { Frozen = true });

    private async Task<BlobContainerClient> CreateAsync(TestWorkspace workspace)
    {
        var container = new BlobContainerClient(new Uri(await workspace.SignAsync($"job-{_job}")));
        await container.CreateAsync(cancellationToken: Token);
        return container;
    }

    private async Task<string> UploadAsync(TestWorkspace workspace, byte[]? content = null, string? encoding = null)
    {
        BlobContainerClient container = await CreateAsync(workspace);
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
