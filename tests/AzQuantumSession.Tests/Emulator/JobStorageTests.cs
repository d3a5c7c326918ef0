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
    private static readonly string[] UriNames = ["containerUri", "inputDataUri", "outputDataUri"];

    private readonly Guid _job = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_can_be_uploaded_and_downloaded()
    {
        BlobContainerClient container = await CreateContainerAsync();
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
        await Workspace.SubmitUploadedAsync(null, _job, container);
        BlobDownloadResult stored = await (await GetInputOfJobAsync()).DownloadContentAsync(Token);
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
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        var output = new BlobClient(new Uri(TestWorkspace.GetBlobUri(container, "rawOutputData")));
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
        string signed = await Workspace.SignAsync($"job-{_job}", version: TestWorkspace.OlderApiVersion);
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
        await Workspace.SubmitUploadedAsync(null, _job, uploaded);
        string signed = (string)(await Workspace.JobAsync(_job))["containerUri"]!;
        Assert.True(await GetInput(signed).ExistsAsync(Token));
        await AssertForbiddenAsync(signed.Replace($"{_job}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_signature_does_not_allow_writing()
    {
        string container = await UploadAsync();
        await Workspace.SubmitUploadedAsync(null, _job, container);
        BlobClient input = await GetInputOfJobAsync();
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => input.UploadAsync(BinaryData.FromString("x"), overwrite: true, Token));
        Assert.Equal((403, "AuthorizationPermissionMismatch"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task Container_is_created_by_the_service_or_by_the_client_with_an_older_version()
    {
        var signed = new BlobContainerClient(new Uri(await Workspace.SignAsync($"job-{_job}")));
        await signed.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Token);
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(() => signed.CreateAsync(cancellationToken: Token));
        Assert.Equal(403, exception.Status);

        var older = new BlobContainerClient(new Uri(await Workspace.SignAsync($"job-{Guid.NewGuid()}", version: TestWorkspace.OlderApiVersion)));
        exception = await Assert.ThrowsAsync<RequestFailedException>(() => older.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Token));
        Assert.Equal((404, "ContainerNotFound"), (exception.Status, exception.ErrorCode));
        await older.CreateAsync(cancellationToken: Token);
        await older.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Token);
    }

    [Fact]
    public async Task Only_a_GET_of_a_job_has_signed_URIs()
    {
        string container = await UploadAsync();
        JsonObject put = (await Workspace.SubmitUploadedAsync(null, _job, container)).Json;
        Assert.All(UriNames, name => Assert.DoesNotContain('?', (string)put[name]!));
        Assert.EndsWith("/outputData", (string)put["outputDataUri"]!, StringComparison.Ordinal);

        JsonObject waiting = await Workspace.JobAsync(_job);
        Assert.Contains("sr=c&sp=rl&", (string)waiting["containerUri"]!, StringComparison.Ordinal);
        Assert.Contains("sr=b&sp=r&", (string)waiting["inputDataUri"]!, StringComparison.Ordinal);
        Assert.Equal((string)put["outputDataUri"]!, (string)waiting["outputDataUri"]!);

        await Workspace.AdvanceAsync(2);
        string output = (string)(await Workspace.JobAsync(_job))["outputDataUri"]!;
        Assert.Contains("/rawOutputData?", output, StringComparison.Ordinal);
        Assert.Contains("sp=r&rscd=", output, StringComparison.Ordinal);
        BlobDownloadResult result = await new BlobClient(new Uri(output)).DownloadContentAsync(Token);
        Assert.StartsWith("attachment", result.Details.ContentDisposition, StringComparison.Ordinal);

        JsonObject listed = (await Workspace.GetAsync("jobs")).Items.Single()!.AsObject();
        Assert.All(UriNames, name => Assert.DoesNotContain('?', (string)listed[name]!));
    }

    [Fact]
    public async Task Files_of_a_job_are_listed_with_the_container_URI_of_a_GET()
    {
        string uploaded = await UploadAsync();
        await Workspace.SubmitUploadedAsync(null, _job, uploaded);
        await Workspace.AdvanceAsync(2);
        var container = new BlobContainerClient(new Uri((string)(await Workspace.JobAsync(_job))["containerUri"]!));
        List<BlobItem> blobs = await container.GetBlobsAsync(cancellationToken: Token).ReadAllAsync();

        Assert.Equal(["inputData", "rawOutputData"], blobs.Select(blob => blob.Name));
        Assert.Equal(Circuits.Bell.Length, blobs[0].Properties.ContentLength);
        Assert.Equal("application/json", blobs[0].Properties.ContentType);
        BlobProperties properties = await container.GetBlobClient("inputData").GetPropertiesAsync(cancellationToken: Token);
        Assert.Equal(16, properties.ContentHash.Length);
        Assert.Equal(properties.ContentHash, blobs[0].Properties.ContentHash);
        Assert.Equal(properties.ETag.ToString("H"), blobs[0].Properties.ETag!.Value.ToString("H"));
        Assert.Equal(properties.LastModified, blobs[0].Properties.LastModified);
        RequestFailedException exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => container.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Token));
        Assert.Equal(403, exception.Status);
    }

    /// <summary>Returns an expired SAS URI for a container with a valid SAS URI.</summary>
    private protected abstract Task<string> ExpireAsync(string container);

    private async Task<BlobContainerClient> CreateContainerAsync() => new(new Uri(await Workspace.SignAsync($"job-{_job}")));

    private async Task<BlobClient> GetInputOfJobAsync() => new(new Uri((string)(await Workspace.JobAsync(_job))["inputDataUri"]!));

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
