using System.IO.Compression;
using System.Text;
using AzQuantumSession.Tests.Client.Jobs;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Results;

public sealed class JobResultTests
{
    private const string Histogram = """{"histogram":{"1":1}}""";

    [Theory]
    [InlineData("""{"qubits":3,"circuit":[]}""", "", "001")]
    [InlineData("""{"qubits":3}""", ""","metadata":{"qubits":"5"}""", "001")]
    [InlineData("""{"circuit":[]}""", ""","metadata":{"num_qubits":"5"}""", "00001")]
    [InlineData("no circuit", ""","inputParams":{"qubits":4}""", "0001")]
    [InlineData(null, ""","inputParams":{"num_qubits":"2"}""", "01")]
    [InlineData(null, ""","metadata":{"qubits":"many"}""", "1")]
    [InlineData(null, "", "1")]
    public async Task The_width_is_the_inputs_or_what_the_submission_said_or_the_least(string? input, string more, string outcome)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads(Histogram, more: more);
        if (input is not null)
        {
            server.Blobs[$"{JobServer.Container}/inputData"] = ScriptedReply.Json(input);
        }

        QuantumJobResult result = await server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token);
        Assert.Equal(outcome, Assert.Single(result.Histogram).Outcome);
    }

    [Fact]
    public async Task Only_a_format_that_needs_the_width_has_its_input_read()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads("""{"c":["1"]}""", "honeywell.quantum-results.v1");
        QuantumJobResult result = await server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token);

        Assert.True(result.IsParsed);
        Assert.Equal(["1"], result.Shots);
        Assert.Equal(2, server.Server.Requests.Count);
        Assert.DoesNotContain("x-ms-quantum-api-key", Assert.Single(server.StorageRequests).Headers.Keys);
    }

    [Fact]
    public async Task What_is_compressed_is_decompressed()
    {
        await using JobServer server = await JobServer.StartAsync();
        string text = $$"""{"c":[{{string.Join(',', Enumerable.Repeat("\"01\"", 50_000))}}]}""";
        server.BlockUploads("", "honeywell.quantum-results.v1");
        server.Blobs[$"{JobServer.Container}/rawOutputData"] = new ScriptedReply(200) { Bytes = Gzip(text) }.With("Content-Encoding", "gzip");
        QuantumJobResult result = await server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token);
        using MemoryStream copy = new();
        await server.Client.DownloadResultAsync(JobServer.JobId, copy, ClientFixture.Token);

        Assert.Equal(50_000, result.Histogram[0].Count);
        Assert.Equal(text, Encoding.UTF8.GetString(result.Raw));
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.True(copy.CanWrite);
    }

    [Fact]
    public async Task What_cannot_be_decompressed_is_an_invalid_response()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads("");
        server.Blobs[$"{JobServer.Container}/rawOutputData"] = new ScriptedReply(200, "no gzip at all").With("Content-Encoding", "gzip");
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
    }

    [Theory]
    [InlineData("brand.new-results.v1", """{"a":1}""")]
    [InlineData("ionq.quantum-results.v1", """{"histogram":{"0":0.5,""")]
    public async Task What_is_not_read_keeps_its_bytes(string format, string body)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads(body, format);
        QuantumJobResult result = await server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token);

        Assert.False(result.IsParsed);
        Assert.Empty(result.Histogram);
        Assert.Null(result.Shots);
        Assert.Equal(format, result.OutputDataFormat);
        Assert.Equal(body, Encoding.UTF8.GetString(result.Raw));
    }

    [Fact]
    public async Task An_address_without_a_signature_is_signed_first()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads("""{"c":["1"]}""");
        server.Job = server.JobWith("Completed", "honeywell.quantum-results.v1", output: server.Address("deep/rawOutputData").Split('?')[0]);
        server.Blobs[$"{JobServer.Container}/deep/rawOutputData"] = ScriptedReply.Json("""{"c":["1"]}""");
        server.Script = request => request.Method == "POST"
            ? ScriptedReply.Json($$"""{"sasUri":"{{server.Address("deep/rawOutputData")}}"}""")
            : null;

        Assert.True((await server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token)).IsParsed);
        Assert.Equal(
            $$"""{"containerName":"job-{{JobServer.JobId}}","blobName":"deep/rawOutputData"}""",
            server.Server.Requests.Single(request => request.Method == "POST").Body);
    }

    [Theory]
    [InlineData("http://account.blob.core.windows.net/job-1/rawOutputData?sig=ToP", QuantumErrorKind.ForeignAddress)]
    [InlineData("rawOutputData?sig=ToP", QuantumErrorKind.InvalidResponse)]
    [InlineData("https://account.blob.core.windows.net/job-1", QuantumErrorKind.InvalidResponse)]
    [InlineData("", QuantumErrorKind.NotFound)]
    public async Task An_address_that_is_not_usable_is_told(string address, QuantumErrorKind kind)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.JobWith("Succeeded", output: address);
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token));

        Assert.Equal(kind, failure.Kind);
        JobSubmissionTests.HasNoSecret([failure.ToString()]);
    }

    [Theory]
    [InlineData("Executing", "", "has no result yet: it is Executing.")]
    [InlineData("SomethingNew", "", "has no result yet: it is SomethingNew.")]
    [InlineData("Cancelled", "", "has no result, because it was cancelled.")]
    [InlineData("Failed", "", "has no result, because it failed.")]
    [InlineData("Failed", ""","errorData":{"code":"InvalidGate","message":"There is no gate 'x9'"}""", "has no result, because it failed: InvalidGate: There is no gate 'x9'.")]
    public async Task A_job_without_a_result_says_why(string status, string more, string what)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.JobWith(status, more: more);
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token));
        using MemoryStream copy = new();
        QuantumServiceException same = await ClientFixture.FailureAsync(
            () => server.Client.DownloadResultAsync(JobServer.JobId, copy, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.StartsWith($"Job '{JobServer.JobId}' {what}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, same.Message);
        Assert.Equal(more.Length > 0 ? "InvalidGate" : null, failure.ErrorData?.Code);
        Assert.Empty(server.StorageRequests);
    }

    [Fact]
    public async Task A_result_that_is_gone_is_told_without_what_grants_access()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.JobWith("Succeeded");
        QuantumServiceException failure = null!;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => failure = await ClientFixture.FailureAsync(
            () => server.Client.ReceiveResultAsync(JobServer.JobId, ClientFixture.Token)));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.Contains($"download the result of job '{JobServer.JobId}'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, log.Count);
        JobSubmissionTests.HasNoSecret([failure.ToString(), .. log]);
    }

    [Fact]
    public async Task A_full_disk_is_not_storages_fault()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads(Histogram);
        using MemoryStream full = new(new byte[3], writable: true);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => server.Client.DownloadResultAsync(JobServer.JobId, full, ClientFixture.Token));
    }

    [Fact]
    public async Task A_download_can_be_cancelled()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.BlockUploads(Histogram);
        server.Script = request => request.Path.EndsWith("/rawOutputData", StringComparison.Ordinal) ? ScriptedReply.Never : null;
        using CancellationTokenSource stop = new();
        Task<QuantumJobResult> receiving = server.Client.ReceiveResultAsync(JobServer.JobId, stop.Token);
        await server.Server.RequestReceived.WaitAsync(TimeSpan.FromSeconds(20), ClientFixture.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
    }

    private static byte[] Gzip(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
