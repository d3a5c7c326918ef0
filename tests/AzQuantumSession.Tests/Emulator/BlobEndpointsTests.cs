using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AzQuantumSession.Tests.Emulator;

public sealed class BlobEndpointsTests : EmulatorTests
{
    private const string Container = "job-1";

    [Fact]
    public async Task Blob_supports_put_get_range_and_head()
    {
        string container = await CreateContainerAsync();
        string blob = TestWorkspace.GetBlobUri(container, "dir/in%20put");
        HttpResult put = await PutAsync(blob, "hello");
        Assert.Equal(HttpStatusCode.Created, put.Status);

        HttpResult blobResponse = await Workspace.GetAsync(blob);
        Assert.Equal("hello", blobResponse.Text);
        Assert.Equal("application/json", blobResponse.Headers["Content-Type"]);
        Assert.Equal("identity", blobResponse.Headers["Content-Encoding"]);
        Assert.Equal("XUFAKrxLKna5cZ2REBfFkg==", blobResponse.Headers["Content-MD5"]);
        Assert.Equal(put.Headers["ETag"], blobResponse.Headers["ETag"]);
        Assert.NotEmpty(blobResponse.Headers["Last-Modified"]);

        using var rangeRequest = new HttpRequestMessage(HttpMethod.Get, blob);
        rangeRequest.Headers.Range = new RangeHeaderValue(1, 100);
        HttpResult part = await Workspace.SendAsync(rangeRequest);
        Assert.Equal((HttpStatusCode.PartialContent, "ello", "bytes 1-4/5"), (part.Status, part.Text, part.Headers["Content-Range"]));

        using var invalidRangeRequest = new HttpRequestMessage(HttpMethod.Get, blob);
        invalidRangeRequest.Headers.Range = new RangeHeaderValue(5, null);
        AssertError(await Workspace.SendAsync(invalidRangeRequest), HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange");

        HttpResult head = await Workspace.SendAsync(HttpMethod.Head, blob);
        Assert.Equal((HttpStatusCode.OK, "5", "BlockBlob"), (head.Status, head.Headers["Content-Length"], head.Headers["x-ms-blob-type"]));
    }

    [Fact]
    public async Task Blob_can_be_put_in_blocks()
    {
        string blob = TestWorkspace.GetBlobUri(await CreateContainerAsync(), "big");
        await Workspace.SendAsync(HttpMethod.Put, $"{blob}&comp=block&blockid=Yg==", "world");
        await Workspace.SendAsync(HttpMethod.Put, $"{blob}&comp=block&blockid=YQ==", "hello ");
        Assert.Equal(HttpStatusCode.NotFound, (await Workspace.GetAsync(blob)).Status);
        HttpResult invalid = await Workspace.SendAsync(HttpMethod.Put, $"{blob}&comp=blocklist", "<BlockList><Latest>eg==</Latest></BlockList>");
        AssertError(invalid, HttpStatusCode.BadRequest, "InvalidBlockList");
        HttpResult put = await Workspace.SendAsync(HttpMethod.Put, $"{blob}&comp=blocklist", "<BlockList><Latest>YQ==</Latest><Latest>Yg==</Latest></BlockList>");
        Assert.Equal(HttpStatusCode.Created, put.Status);
        Assert.Equal("hello world", (await Workspace.GetAsync(blob)).Text);
    }

    [Fact]
    public async Task Put_creates_a_container_and_rejects_a_second_creation()
    {
        string container = await Workspace.SignAsync(Container, version: TestWorkspace.OlderApiVersion);
        AssertError(await Workspace.GetAsync($"{container}&restype=container"), HttpStatusCode.NotFound, "ContainerNotFound");
        AssertError(await Workspace.GetAsync($"{container}&restype=container&comp=list"), HttpStatusCode.NotFound, "ContainerNotFound");
        AssertError(await PutAsync(TestWorkspace.GetBlobUri(container, "a"), "x"), HttpStatusCode.NotFound, "ContainerNotFound");
        Assert.Equal(HttpStatusCode.Created, (await Workspace.SendAsync(HttpMethod.Put, $"{container}&restype=container")).Status);
        AssertError(await Workspace.SendAsync(HttpMethod.Put, $"{container}&restype=container"), HttpStatusCode.Conflict, "ContainerAlreadyExists");
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync($"{container}&restype=container")).Status);
    }

    [Fact]
    public async Task Signature_of_a_container_does_not_permit_operations_on_containers()
    {
        string container = await Workspace.SignAsync("job-2");
        AssertError(await Workspace.SendAsync(HttpMethod.Put, $"{container}&restype=container"), HttpStatusCode.Forbidden, "AuthorizationFailure");
        AssertError(await Workspace.GetAsync($"{container}&restype=container"), HttpStatusCode.Forbidden, "AuthorizationFailure");
        AssertError(await Workspace.GetAsync($"{container}&comp=list"), HttpStatusCode.BadRequest, "InvalidQueryParameterValue");
        AssertError(await Workspace.GetAsync($"{container}&restype=container&comp=list&prefix=a"), HttpStatusCode.BadRequest, "InvalidQueryParameterValue");
        AssertError(
            await Workspace.GetAsync($"{container}&restype=container&comp=list".Replace("sp=rcwl", "sp=rcw", StringComparison.Ordinal)),
            HttpStatusCode.Forbidden,
            "AuthenticationFailed");
    }

    [Fact]
    public async Task Blob_that_was_put_in_blocks_has_a_hash_only_if_the_client_sent_it()
    {
        string container = await CreateContainerAsync();
        foreach (string? hash in new[] { null, "XUFAKrxLKna5cZ2REBfFkg==" })
        {
            string blob = TestWorkspace.GetBlobUri(container, "big");
            await Workspace.SendAsync(HttpMethod.Put, $"{blob}&comp=block&blockid=YQ==", "hello");
            using var list = new HttpRequestMessage(HttpMethod.Put, $"{blob}&comp=blocklist")
            {
                Content = new StringContent("<BlockList><Latest>YQ==</Latest></BlockList>"),
            };
            if (hash is not null)
            {
                list.Headers.Add("x-ms-blob-content-md5", hash);
            }

            Assert.Equal(HttpStatusCode.Created, (await Workspace.SendAsync(list)).Status);

            Assert.Equal(hash, (await Workspace.GetAsync(blob)).Headers.GetValueOrDefault("Content-MD5"));
        }
    }

    [Theory]
    [InlineData("sig=", "sig=A")]
    [InlineData("sp=rcwl", "sp=rcwld")]
    [InlineData("se=", "se=2")]
    [InlineData("sr=c", "sr=b")]
    [InlineData("sv=2024", "sv=2023")]
    public Task Signature_of_changed_parameters_is_rejected(string part, string replacement) => AssertSignatureRejectedAsync(part, replacement);

    [Fact]
    public Task Request_without_signature_is_rejected() => AssertSignatureRejectedAsync("&sig=", "&nosig=");

    [Fact]
    public Task Signature_of_another_container_is_rejected() => AssertSignatureRejectedAsync("job-1/a", "job-2/a");

    [Fact]
    public async Task Signature_is_rejected_after_it_expires()
    {
        string container = await CreateContainerAsync();
        await Workspace.AdvanceAsync(24 * 3600);
        AssertError(await Workspace.GetAsync($"{container}&restype=container&comp=list"), HttpStatusCode.Forbidden, "AuthenticationFailed");
    }

    [Fact]
    public async Task Signature_of_a_blob_is_limited_to_its_blob_and_permissions()
    {
        await CreateContainerAsync();
        string blob = await Workspace.SignAsync(Container, "a");
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(blob, "x")).Status);
        AssertError(await PutAsync(blob.Replace("/a?", "/b?", StringComparison.Ordinal), "x"), HttpStatusCode.Forbidden, "AuthenticationFailed");

        var job = Guid.NewGuid();
        await Workspace.SubmitAsync(null, job);
        string input = (string)(await Workspace.JobAsync(job))["inputDataUri"]!;
        AssertError(await PutAsync(input, "x"), HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch");
    }

    [Theory]
    [InlineData("127.0.0.1:9000")]
    [InlineData("emulator:5555")]
    [InlineData("emulator")]
    public async Task Storage_has_the_name_and_port_that_the_client_uses(string host)
    {
        // As in a container, whose port and name are others outside.
        Workspace.Http.DefaultRequestHeaders.Host = host;
        var job = Guid.NewGuid();
        string container = await Workspace.SignAsync($"job-{job}");
        string input = TestWorkspace.GetBlobUri(container, "inputData");
        Assert.StartsWith($"http://{host}/", container, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(new Uri(input).PathAndQuery, Circuits.Bell)).Status);

        string elsewhere = input.Replace(host, "elsewhere:5555", StringComparison.Ordinal);
        HttpResult rejected = await Workspace.SubmitUploadedAsync(null, job, container, body => body["inputDataUri"] = elsewhere);
        Assert.Equal("InvalidInput", rejected.RequireError(HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.OK, (await Workspace.SubmitUploadedAsync(null, job, container)).Status);
        await Workspace.AdvanceAsync(2);
        string output = (string)(await Workspace.JobAsync(job))["outputDataUri"]!;
        Assert.StartsWith($"http://{host}/", output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync(new Uri(output).PathAndQuery)).Status);
    }

    [Theory]
    [InlineData("If-None-Match", "*", HttpStatusCode.Conflict)]
    [InlineData("If-Match", "\"0x1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", HttpStatusCode.BadRequest)]
    public async Task Put_fails_if_a_condition_does_not_hold(string header, string value, HttpStatusCode status)
    {
        string blob = TestWorkspace.GetBlobUri(await CreateContainerAsync(), "a");
        await PutAsync(blob, "x");
        using HttpRequestMessage request = CreatePut(blob, "y");
        if (header == "Content-MD5")
        {
            request.Content!.Headers.TryAddWithoutValidation(header, value);
        }
        else
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        Assert.Equal(status, (await Workspace.SendAsync(request)).Status);
        Assert.Equal("x", (await Workspace.GetAsync(blob)).Text);
    }

    [Theory]
    [InlineData("""{"containerName":"UPPER"}""")]
    [InlineData("""{"containerName":"a"}""")]
    [InlineData("""{"containerName":"../x"}""")]
    [InlineData("""{"containerName":"job-1","blobName":""}""")]
    [InlineData("""{"containerName":"job-1","days":3}""")]
    [InlineData("{}")]
    public async Task SasUri_rejects_an_invalid_container(string body)
    {
        (await Workspace.SendAsync(HttpMethod.Post, "storage/sasUri", body)).RequireError(HttpStatusCode.BadRequest);
    }

    /// <summary>Asserts that a blob cannot be read after a part of its signed URI has been replaced.</summary>
    private async Task AssertSignatureRejectedAsync(string part, string replacement)
    {
        string blob = TestWorkspace.GetBlobUri(await CreateContainerAsync(), "a");
        await PutAsync(blob, "x");
        HttpResult response = await Workspace.GetAsync(blob.Replace(part, replacement, StringComparison.Ordinal));
        Assert.Contains(response.Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
        Assert.Contains("<Error><Code>", response.Text, StringComparison.Ordinal);
    }

    private Task<string> CreateContainerAsync() => Workspace.SignAsync(Container);

    private async Task<HttpResult> PutAsync(string blob, string content)
    {
        using HttpRequestMessage request = CreatePut(blob, content);
        return await Workspace.SendAsync(request);
    }

    private static HttpRequestMessage CreatePut(string blob, string content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, blob) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-blob-content-type", "application/json");
        request.Headers.Add("x-ms-blob-content-encoding", "identity");
        return request;
    }

    private static void AssertError(HttpResult response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.Status);
        Assert.Equal(code, response.Headers["x-ms-error-code"]);
        Assert.Contains($"<Code>{code}</Code>", response.Text, StringComparison.Ordinal);
    }
}
