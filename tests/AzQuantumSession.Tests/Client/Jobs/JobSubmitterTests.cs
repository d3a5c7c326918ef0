using System.Collections;
using System.IO.Compression;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobSubmitterTests
{
    private static readonly WorkspaceClientSettings SmallBlocks = new()
    {
        UploadBlockSize = 64 * 1024,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Environment = _ => null,
    };

    [Fact]
    public async Task SubmitJobAsync_does_not_read_the_input_after_the_service_has_the_job()
    {
        await using JobServer server = await JobServer.StartAsync();
        JobSubmission submission = JobServer.CreateSubmission();
        server.Script = request =>
        {
            if (request.Method == "PUT" && request.Path.EndsWith($"/jobs/{JobServer.JobId}", StringComparison.Ordinal))
            {
                submission.Input.Dispose();
            }

            return null;
        };

        Assert.Equal(JobServer.JobId, (await server.Client.SubmitJobAsync(submission, ClientFixture.Token)).Id);
        Assert.False(submission.Input.CanRead);
    }

    [Fact]
    public async Task SubmitJobAsync_uploads_an_unknown_format_as_octet_stream()
    {
        await using JobServer server = await JobServer.StartAsync();
        await server.Client.SubmitJobAsync(
            JobSubmissionFactory.Create(new MemoryStream([1]), JobServer.JobId, inputDataFormat: "new.one.v9"), ClientFixture.Token);

        Assert.Equal("application/octet-stream", server.Upload.Headers["x-ms-blob-content-type"]);
    }

    [Fact]
    public async Task SubmitJobAsync_sends_three_requests()
    {
        await using JobServer server = await JobServer.StartAsync();
        JobSubmission submission = JobServer.CreateSubmission();
        QuantumSessionJob job = await server.Client.SubmitJobAsync(submission, ClientFixture.Token);

        Assert.Equal(JobServer.JobId, job.Id);
        Assert.Equal(
            [
                $"POST {ClientFixture.WorkspacePath}/storage/sasUri",
                $"PUT {JobServer.Container}/inputData",
                $"PUT {ClientFixture.WorkspacePath}/jobs/{JobServer.JobId}",
            ],
            server.Server.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal($$"""{"containerName":"job-{{JobServer.JobId}}"}""", server.Server.Requests[0].Body);
        Assert.Equal("""{"qubits":1}""", server.Upload.Body);
        Assert.Equal("BlockBlob", server.Upload.Headers["x-ms-blob-type"]);
        Assert.True(submission.Input.CanRead);
    }

    [Fact]
    public async Task SubmitJobAsync_sends_only_properties_that_a_client_may_set()
    {
        await using JobServer server = await JobServer.StartAsync();
        await server.SubmitAsync();

        string origin = server.Server.Endpoint.AbsoluteUri.TrimEnd('/');
        string signature = JobServer.Signature.Replace("&", "\\u0026", StringComparison.Ordinal);
        Assert.Equal(
            $$$"""{"itemType":"Job","name":"step 1","containerUri":"{{{origin}}}{{{JobServer.Container}}}?{{{signature}}}","inputDataUri":"{{{origin}}}{{{JobServer.Container}}}/inputData","inputDataFormat":"ionq.circuit.v1","outputDataFormat":"ionq.quantum-results.v1","providerId":"ionq","target":"ionq.simulator","inputParams":{}}""",
            server.Server.Requests[^1].Body);
    }

    [Fact]
    public async Task SubmitJobAsync_rejects_unsupported_parameter_values_before_any_request()
    {
        List<object?> recursive = [];
        recursive.Add(recursive);
        await using JobServer server = await JobServer.StartAsync();
        foreach (object value in new object[] { double.NaN, float.PositiveInfinity, new Version(1, 0), Guid.Empty, new Hashtable { ["a"] = 1 } })
        {
            ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(value));
            Assert.Contains("cannot be written as JSON", exception.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => SubmitAsync(recursive));
        Assert.Empty(server.Server.Requests);

        Task SubmitAsync(object value) =>
            server.Client.SubmitJobAsync(
                JobSubmissionFactory.Create(Stream.Null, inputParams: new Dictionary<string, object?> { ["odd"] = value }), ClientFixture.Token);
    }

    [Fact]
    public async Task SubmitJobAsync_sends_no_key_or_token_to_storage()
    {
        await using JobServer server = await JobServer.StartAsync();
        await server.SubmitAsync();

        Assert.Single(server.StorageRequests);
        Assert.All(server.StorageRequests, request =>
        {
            Assert.DoesNotContain("x-ms-quantum-api-key", request.Headers.Keys);
            Assert.DoesNotContain("Authorization", request.Headers.Keys);
            Assert.Equal("ToP/Secret=", request.Query("sig"));
            Assert.StartsWith("AzQuantumSession/", request.Headers["User-Agent"], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(256 * 1024, false)]
    [InlineData(256 * 1024, true)]
    public async Task SubmitJobAsync_compresses_an_input_only_with_Compress(int size, bool compress)
    {
        byte[] input = [.. Enumerable.Range(0, size).Select(i => (byte)('a' + (i % 7)))];
        await using JobServer server = await JobServer.StartAsync();
        await server.SubmitAsync(input, compress);

        Assert.Equal(compress ? "gzip" : null, server.Upload.Headers.GetValueOrDefault("x-ms-blob-content-encoding"));
        Assert.Equal(input, compress ? Gzip.Decompress(server.Upload.Bytes) : server.Upload.Bytes.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitJobAsync_uploads_a_large_input_in_blocks(bool compress)
    {
        byte[] input = CreateNoise(1_000_000);
        await using JobServer server = await JobServer.StartAsync(SmallBlocks);
        await server.SubmitAsync(input, compress);

        IReadOnlyList<RecordedRequest> uploads = server.Uploads;
        RecordedRequest list = uploads[^1];
        Assert.Equal("blocklist", list.Query("comp"));
        Assert.True(uploads.Count > 4);
        Assert.All(uploads.SkipLast(1), upload => Assert.Equal("block", upload.Query("comp")));
        Assert.All(uploads, upload => Assert.InRange(upload.Bytes.Length, 1, 64 * 1024));
        Assert.Equal("application/json", list.Headers["x-ms-blob-content-type"]);
        Assert.Equal(compress ? "gzip" : null, list.Headers.GetValueOrDefault("x-ms-blob-content-encoding"));

        byte[] stored = [.. System.Xml.Linq.XDocument.Load(new MemoryStream(list.Bytes.ToArray())).Root!.Elements()
            .SelectMany(block => uploads.Single(upload => upload.Query("blockid") == block.Value).Bytes.ToArray())];
        Assert.Equal(input, compress ? Gzip.Decompress(stored) : stored);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(409)]
    public async Task SubmitJobAsync_creates_the_container_with_an_older_version(int status)
    {
        await using JobServer server = await JobServer.StartAsync(version: "2025-12-01-preview");
        server.Script = request => request.Query("restype") != "container" ? null
            : status == 201 ? new ScriptedReply(status)
            : CreateError(status, "ContainerAlreadyExists");

        Assert.Equal(JobServer.JobId, (await server.SubmitAsync()).Id);
        Assert.Equal(
            [
                $"POST {ClientFixture.WorkspacePath}/storage/sasUri",
                $"PUT {JobServer.Container}",
                $"PUT {JobServer.Container}/inputData",
                $"PUT {ClientFixture.WorkspacePath}/jobs/{JobServer.JobId}",
            ],
            server.Server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData(403, "AuthorizationFailure", QuantumErrorKind.AccessDenied)]
    [InlineData(401, "NoAuthenticationInformation", QuantumErrorKind.AccessDenied)]
    [InlineData(404, "ContainerNotFound", QuantumErrorKind.NotFound)]
    [InlineData(409, "LeaseIdMissing", QuantumErrorKind.Conflict)]
    [InlineData(413, "RequestBodyTooLarge", QuantumErrorKind.Rejected)]
    [InlineData(429, "TooManyRequests", QuantumErrorKind.Throttled)]
    [InlineData(503, "ServerBusy", QuantumErrorKind.Unavailable)]
    [InlineData(302, "Moved", QuantumErrorKind.ForeignAddress)]
    public async Task SubmitJobAsync_reports_storage_errors_without_secrets(int status, string code, QuantumErrorKind kind)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() =>
            CreateError(status, code).With("x-ms-request-id", "storage-7").With("Location", $"https://elsewhere/?{JobServer.Signature}"));
        QuantumServiceException failure = null!;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => failure = await server.FailToSubmitAsync());

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(code, failure.ErrorData!.Code);
        Assert.Equal("storage-7", failure.RequestId);
        Assert.Contains($"upload the input of job '{JobServer.JobId}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"(HTTP {status}, request id storage-7). Storage said: {code}: It did not work", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString(), .. log]);
        Assert.DoesNotContain(server.Server.Requests, request => request.Path.Contains("/jobs/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"error":1}""")]
    [InlineData("""{"error":{"code":1}}""")]
    [InlineData("""{"value":[{""")]
    [InlineData("")]
    public async Task SubmitJobAsync_reports_JSON_instead_of_a_response_of_storage(string body)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() => ScriptedReply.Json(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await server.FailToSubmitAsync()).Kind);
    }

    [Fact]
    public async Task SubmitJobAsync_retries_transient_storage_errors()
    {
        await using JobServer server = await JobServer.StartAsync();
        int attempts = 0;
        server.SetUploadReply(() => ++attempts switch { 1 => CreateError(503, "ServerBusy"), 2 => ScriptedReply.Reset, _ => null });
        byte[] input = [.. Enumerable.Range(0, 9000).Select(i => (byte)(i % 10))];
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => server.SubmitAsync(input, compress: true));

        Assert.Equal(3, attempts);
        Assert.Equal(input, Gzip.Decompress(server.StorageRequests[^1].Bytes));
        Assert.Contains(log, line => line.StartsWith($"PUT {UriOrigin.Format(server.Server.Endpoint)}{JobServer.Container}/inputData -> 503 (", StringComparison.Ordinal));
        JobServer.AssertNoSecrets(log);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(202, false)]
    [InlineData(204, true)]
    public async Task SubmitJobAsync_repeats_an_upload_that_created_no_blob(int status, bool inBlocks)
    {
        await using JobServer server = await JobServer.StartAsync(SmallBlocks);
        int count = 0;
        server.SetUploadReply(() => Interlocked.Increment(ref count) == 1 ? new ScriptedReply(status, "<title>Proxy</title>", "text/html") : null);

        await server.SubmitAsync(inBlocks ? CreateNoise(100_000) : null);

        Assert.Equal(inBlocks ? 4 : 2, server.Uploads.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task SubmitJobAsync_submits_no_job_if_no_attempt_created_the_blob(int status)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() => new ScriptedReply(status, "<title>Proxy</title>", "text/html"));

        QuantumServiceException failure = await server.FailToSubmitAsync();

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(status, failure.StatusCode);
        failure.Message.AssertContains(
            $"The storage at 127.0.0.1:",
            $"did not confirm the request to upload the input of job '{JobServer.JobId}', even after 2 retries (HTTP {status}, ",
            "A proxy may have responded instead of the storage.");
        Assert.Equal(3, server.Uploads.Count);
        Assert.DoesNotContain(server.Server.Requests, request => request.Path.Contains("/jobs/", StringComparison.Ordinal));
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Fact]
    public async Task SubmitJobAsync_reports_a_failed_connection_to_storage()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() => ScriptedReply.Reset);
        QuantumServiceException failure = await server.FailToSubmitAsync();

        Assert.Equal(QuantumErrorKind.Connection, failure.Kind);
        Assert.StartsWith("Cannot connect to the storage at 127.0.0.1:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(3 attempts)", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Fact]
    public async Task SubmitJobAsync_reports_a_timeout_of_storage()
    {
        await using JobServer server = await JobServer.StartAsync(ClientFixture.Quick(retries: 0, timeout: TimeSpan.FromMilliseconds(200)));
        server.SetUploadReply(() => ScriptedReply.Never);
        QuantumServiceException failure = await server.FailToSubmitAsync();

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task SubmitJobAsync_can_be_cancelled_during_the_upload()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() => ScriptedReply.Never);

        await ClientFixture.AssertCancellationAsync(server.Server, token => server.Client.SubmitJobAsync(JobServer.CreateSubmission(), token));
        Assert.DoesNotContain(server.Server.Requests, request => request.Path.Contains("/jobs/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://account.blob.core.windows.net/job-1?sig=ToP%2FSecret%3D", QuantumErrorKind.ForeignAddress, 1)]
    [InlineData("ftp://127.0.0.1/job-1?sig=ToP%2FSecret%3D", QuantumErrorKind.ForeignAddress, 1)]
    [InlineData("not a URI", QuantumErrorKind.InvalidResponse, 3)]
    public async Task SubmitJobAsync_rejects_insecure_or_invalid_storage_URIs(string uri, QuantumErrorKind kind, int requests)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Script = request => request.Method == "POST" ? ScriptedReply.Json($$"""{"sasUri":"{{uri}}"}""") : null;
        QuantumServiceException failure = await server.FailToSubmitAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(requests, server.Server.Requests.Count);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Fact]
    public async Task SubmitJobAsync_rejects_an_input_that_cannot_seek()
    {
        await using JobServer server = await JobServer.StartAsync();
        using GZipStream input = new(new MemoryStream(), CompressionMode.Decompress);

        await Assert.ThrowsAsync<ArgumentException>(() => server.Client.SubmitJobAsync(JobSubmissionFactory.Create(input), ClientFixture.Token));
        Assert.Empty(server.Server.Requests);
    }

    private static ScriptedReply CreateError(int status, string code) =>
        new ScriptedReply(status, $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>It did not work at https://a/b?{JobServer.Signature.Replace("&", "&amp;", StringComparison.Ordinal)}\nRequestId:x</Message></Error>", "application/xml")
            .With("x-ms-error-code", code);

    private static byte[] CreateNoise(int size)
    {
        byte[] noise = new byte[size];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
