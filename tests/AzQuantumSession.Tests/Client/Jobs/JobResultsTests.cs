using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobResultsTests
{
    private const string Histogram = """{"histogram":{"1":1}}""";

    [Theory]
    [InlineData(""","metadata":{"num_qubits":"5"}""", "00001")]
    [InlineData(""","inputParams":{"qubits":4}""", "0001")]
    [InlineData(""","inputParams":{"num_qubits":"2"}""", "01")]
    [InlineData(""","metadata":{"qubits":"many"}""", "1")]
    [InlineData("", "1")]
    public async Task ReceiveResultAsync_takes_the_width_from_the_job(string more, string outcome)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram, more: more);

        Assert.Equal(outcome, Assert.Single((await server.ReceiveResultAsync()).Histogram).Outcome);
    }

    [Theory]
    [InlineData("""{"qubits":3,"circuit":[]}""", "001")]
    [InlineData("""{"qubits":"3"}""", "00001")]
    [InlineData("[3]", "00001")]
    [InlineData("no circuit", "00001")]
    public async Task ReceiveResultAsync_takes_the_width_from_the_input_that_it_submitted(string input, string outcome)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram, more: ""","metadata":{"qubits":"5"}""");
        await server.SubmitAsync(Encoding.UTF8.GetBytes(input));

        Assert.Equal(outcome, Assert.Single((await server.ReceiveResultAsync()).Histogram).Outcome);
        Assert.Equal(input, server.Upload.Body);
    }

    [Fact]
    public async Task ReceiveResultAsync_of_a_job_with_a_SAS_sends_one_request()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        QuantumSessionJob job = await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token);
        int before = server.Server.Requests.Count;

        Assert.True((await server.Client.ReceiveResultAsync(job, ClientFixture.Token)).IsParsed);
        Assert.Equal(1, server.Server.Requests.Count - before);
    }

    [Theory]
    [InlineData(299, 2)]
    [InlineData(301, 1)]
    public async Task ReceiveResultAsync_reads_the_job_again_if_its_SAS_expires_within_5_minutes(int seconds, int requests)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 10, 9, 12, 0, 0, TimeSpan.Zero));
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram, ClientFixture.Quick(time));
        string expiry = Uri.EscapeDataString(time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        server.Job = server.CreateJob("Succeeded", output: $"{server.CreateBlobUri("rawOutputData")}&se={expiry}");
        QuantumSessionJob job = await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token);
        int before = server.Server.Requests.Count;

        await server.Client.ReceiveResultAsync(job, ClientFixture.Token);
        Assert.Equal(requests, server.Server.Requests.Count - before);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task ReceiveResultAsync_reads_the_job_again_if_storage_rejects_its_SAS(int status)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        QuantumSessionJob job = await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token);
        bool isRejected = false;
        server.Script = request =>
        {
            if (isRejected || !request.Path.EndsWith("/rawOutputData", StringComparison.Ordinal))
            {
                return null;
            }

            isRejected = true;
            return new ScriptedReply(status);
        };

        Assert.True((await server.Client.ReceiveResultAsync(job, ClientFixture.Token)).IsParsed);
        Assert.True(isRejected);
    }

    [Fact]
    public async Task ReceiveResultAsync_reads_a_job_without_URI_first()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);

        Assert.True((await server.Client.ReceiveResultAsync(
            new QuantumSessionJob { Id = JobServer.JobId, Status = "Succeeded" }, ClientFixture.Token)).IsParsed);
        Assert.Equal(2, server.Server.Requests.Count);
    }

    [Fact]
    public async Task ReceiveResultAsync_downloads_no_input_for_a_format_with_bit_strings()
    {
        await using JobServer server = await JobServer.StartWithResultAsync("""{"c":["1"]}""", "honeywell.quantum-results.v1");
        QuantumJobResult result = await server.ReceiveResultAsync();

        Assert.True(result.IsParsed);
        Assert.Equal(["1"], result.Shots);
        Assert.Equal(2, server.Server.Requests.Count);
        Assert.DoesNotContain("x-ms-quantum-api-key", Assert.Single(server.StorageRequests).Headers.Keys);
    }

    [Fact]
    public async Task ReceiveResultAsync_decompresses_a_gzip_result()
    {
        string text = $$"""{"c":[{{string.Join(',', Enumerable.Repeat("\"01\"", 50_000))}}]}""";
        await using JobServer server = await JobServer.StartWithResultAsync(
            new ScriptedReply(200) { Bytes = Gzip.Compress(Encoding.UTF8.GetBytes(text)) }.With("Content-Encoding", "gzip"), "honeywell.quantum-results.v1");
        QuantumJobResult result = await server.ReceiveResultAsync();
        using MemoryStream copy = new();
        await server.Client.DownloadResultAsync(JobServer.JobId, copy, ClientFixture.Token);

        Assert.Equal(50_000, result.Histogram[0].Count);
        Assert.Equal(text, Encoding.UTF8.GetString(result.Raw));
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.True(copy.CanWrite);
    }

    [Fact]
    public async Task ReceiveResultAsync_throws_InvalidResponse_for_invalid_gzip()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(new ScriptedReply(200, "not gzip").With("Content-Encoding", "gzip"));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
    }

    [Theory]
    [InlineData("brand.new-results.v1", """{"a":1}""")]
    [InlineData("ionq.quantum-results.v1", """{"histogram":{"0":0.5,""")]
    public async Task ReceiveResultAsync_returns_the_raw_bytes_of_a_result_that_cannot_be_parsed(string format, string body)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(body, format);
        QuantumJobResult result = await server.ReceiveResultAsync();

        Assert.False(result.IsParsed);
        Assert.Empty(result.Histogram);
        Assert.Null(result.Shots);
        Assert.Equal(format, result.OutputDataFormat);
        Assert.Equal(body, Encoding.UTF8.GetString(result.Raw));
    }

    [Theory]
    [InlineData("shots", 8)]
    [InlineData("count", 8)]
    [InlineData("runs", 8)]
    [InlineData("repetitions", null)]
    public async Task ReceiveResultAsync_reads_the_number_of_shots_from_each_parameter(string name, int? shots)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram, more: $$""","inputParams":{"{{name}}":8}""");

        Assert.Equal(shots, (await server.ReceiveResultAsync()).ShotCount);
    }

    [Theory]
    [InlineData(true, 64)]
    [InlineData(false, 64)]
    [InlineData(false, 65)]
    [InlineData(true, 65)]
    public async Task ReceiveResultAsync_refuses_a_result_that_is_too_large_and_DownloadResultAsync_accepts_it(bool isCompressed, int length)
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"histogram":{"1":1}}""".PadRight(length));
        ScriptedReply reply = isCompressed
            ? new ScriptedReply(200) { Bytes = Gzip.Compress(body) }.With("Content-Encoding", "gzip")
            : new ScriptedReply(200) { Bytes = body };
        await using JobServer server = await JobServer.StartWithResultAsync(reply, settings: ClientFixture.Quick() with { MaxResultSize = 64 });
        using MemoryStream copy = new();
        await server.Client.DownloadResultAsync(JobServer.JobId, copy, ClientFixture.Token);

        Assert.Equal(length, copy.Length);
        if (length == 64)
        {
            Assert.True((await server.ReceiveResultAsync()).IsParsed);
            return;
        }

        QuantumServiceException failure = await server.FailToReceiveResultAsync();
        Assert.Equal(QuantumErrorKind.ResultTooLarge, failure.Kind);
        Assert.Contains("-OutFile", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    // The download stops at the limit, so that the client does not hold the whole result.
    [Fact]
    public async Task ReceiveResultAsync_refuses_a_result_of_200_MB()
    {
        using MemoryStream compressed = new();
        await using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] megabyte = new byte[1024 * 1024];
            Array.Fill(megabyte, (byte)' ');
            for (int i = 0; i < 200; i++)
            {
                await gzip.WriteAsync(megabyte, ClientFixture.Token);
            }
        }

        await using JobServer server = await JobServer.StartWithResultAsync(
            new ScriptedReply(200) { Bytes = compressed.ToArray() }.With("Content-Encoding", "gzip"));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.ResultTooLarge, failure.Kind);
        Assert.Contains("has more than 32 MB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiveResultsAsync_returns_a_result_for_each_program()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(
            """{"Results":[{"Histogram":[{"Outcome":[0],"Display":"0","Count":2}]},{"Error":{}}]}""",
            "microsoft.quantum-results.v2",
            ""","inputParams":{"items":[{},{}]}""");

        IReadOnlyList<QuantumJobResult> results = await server.Client.ReceiveResultsAsync(
            await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token), null, ClientFixture.Token);

        Assert.Equal([(0, true), (1, false)], results.Select(result => (result.ItemIndex!.Value, result.IsParsed)));
        Assert.Equal(0, Assert.Single(results[0].Histogram).ItemIndex);
        Assert.Equal("""{"Error":{}}""", results[1].Text);
        Assert.Equal("program 1 of job 'step 1' (" + JobServer.JobId + ")", results[1].DisplayName);
    }

    [Fact]
    public async Task ReceiveResultsAsync_keeps_the_index_of_the_only_item()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(
            """{"Results":[{"Shots":[[1]]}]}""", "microsoft.quantum-results.v2", ""","inputParams":{"items":[{}]}""");

        Assert.Equal(0, (await server.ReceiveResultAsync()).ItemIndex);
    }

    [Fact]
    public async Task ReceiveResultAsync_requests_a_SAS_for_a_URI_without_signature()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Completed", "honeywell.quantum-results.v1", output: server.CreateBlobUri("deep/rawOutputData").Split('?')[0]);
        server.Blobs[$"{JobServer.Container}/deep/rawOutputData"] = ScriptedReply.Json("""{"c":["1"]}""");
        server.Script = request => request.Method == "POST"
            ? ScriptedReply.Json($$"""{"sasUri":"{{server.CreateBlobUri("deep/rawOutputData")}}"}""")
            : null;

        Assert.True((await server.ReceiveResultAsync()).IsParsed);
        Assert.Equal(
            $$"""{"containerName":"job-{{JobServer.JobId}}","blobName":"deep/rawOutputData"}""",
            server.Server.Requests.Single(request => request.Method == "POST").Body);
    }

    [Theory]
    [InlineData("http://account.blob.core.windows.net/job-1/rawOutputData?sig=ToP", QuantumErrorKind.ForeignAddress)]
    [InlineData("rawOutputData?sig=ToP", QuantumErrorKind.InvalidResponse)]
    [InlineData("https://account.blob.core.windows.net/job-1", QuantumErrorKind.InvalidResponse)]
    [InlineData("", QuantumErrorKind.NotFound)]
    public async Task ReceiveResultAsync_throws_for_an_unusable_result_URI(string uri, QuantumErrorKind kind)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Succeeded", output: uri);
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(kind, failure.Kind);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Fact]
    public async Task ReceiveResultAsync_shortens_a_long_status()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob(new string('x', 10_000));

        Assert.InRange((await server.FailToReceiveResultAsync()).Message.Length, 200, 500);
    }

    [Theory]
    [InlineData("Executing", "", "has no result yet: it is Executing.")]
    [InlineData("SomethingNew", "", "has no result yet: it is SomethingNew.")]
    [InlineData("Cancelled", "", "has no result, because it was cancelled.")]
    [InlineData("Failed", "", "has no result, because it failed.")]
    [InlineData("Failed", ""","errorData":{"code":"InvalidGate","message":"There is no gate 'x9'"}""", "has no result, because it failed: InvalidGate: There is no gate 'x9'.")]
    public async Task ReceiveResultAsync_reports_why_a_job_has_no_result(string status, string more, string reason)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob(status, more: more);
        QuantumServiceException failure = await server.FailToReceiveResultAsync();
        using MemoryStream copy = new();
        QuantumServiceException downloadFailure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadResultAsync(JobServer.JobId, copy, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.StartsWith($"Job '{JobServer.JobId}' {reason}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, downloadFailure.Message);
        Assert.Equal(more.Length > 0 ? "InvalidGate" : null, failure.ErrorData?.Code);
        Assert.Empty(server.StorageRequests);
    }

    [Fact]
    public async Task ReceiveResultAsync_reports_a_deleted_result_without_secrets()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Succeeded");
        QuantumServiceException failure = null!;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => failure = await server.FailToReceiveResultAsync());

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.Contains($"download the result of job '{JobServer.JobId}'", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString(), .. log]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Blob><Name>inputData</Name><Properties><Content-Length>12</Content-Length></Properties></Blob>", "inputData (12 bytes)")]
    public async Task ReceiveResultAsync_names_the_files_of_a_job_without_its_result(string blobs, string? files = null)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri);
        server.Blobs[JobServer.Container] = JobServer.CreateList(blobs);
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal((QuantumErrorKind.NotFound, 404, "BlobNotFound"), (failure.Kind, failure.StatusCode, failure.ErrorData!.Code));
        Assert.Contains("is Succeeded, but its result does not exist in storage", failure.Message, StringComparison.Ordinal);
        Assert.Contains(files is null ? "The job has no files." : $"The files of the job are: {files}.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["comp=list"], server.StorageRequests.Where(request => request.Query("comp") is not null).Select(request => $"comp={request.Query("comp")}"));
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Fact]
    public async Task ReceiveResultAsync_of_a_listed_job_reads_the_job_again()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        string job = server.Job;
        server.Job = ClientFixture.Page([server.CreateJob("Succeeded", output: server.CreateBlobUri("rawOutputData").Split('?')[0])]);
        QuantumSessionJob listed = Assert.Single(await server.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());
        server.Job = job;

        Assert.True((await server.Client.ReceiveResultAsync(listed, ClientFixture.Token)).IsParsed);
        Assert.DoesNotContain(server.Server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task DownloadResultAsync_passes_on_exceptions_of_the_destination()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        using MemoryStream full = new(new byte[3], writable: true);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => server.Client.DownloadResultAsync(JobServer.JobId, full, ClientFixture.Token));
    }

    [Fact]
    public async Task ReceiveResultAsync_can_be_cancelled_during_the_download()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        server.Script = request => request.Path.EndsWith("/rawOutputData", StringComparison.Ordinal) ? ScriptedReply.Never : null;

        await ClientFixture.AssertCancellationAsync(server.Server, token => server.Client.ReceiveResultAsync(JobServer.JobId, token));
    }
}
