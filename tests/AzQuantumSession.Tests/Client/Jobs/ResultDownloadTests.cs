using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Downloads of results that are interrupted, incomplete, changed, or not from storage.</summary>
public sealed class ResultDownloadTests
{
    private const string Histogram = """{"histogram":{"1":1}}""";

    private const int Length = 1_000_000;

    // The client receives the start of a response that is interrupted only if there is enough data.
    private const int Interruption = 100_000;

    private static byte[] Compressed { get; } = Gzip.Compress(Encoding.UTF8.GetBytes(Histogram.PadRight(5000)));

    [Fact]
    public async Task ReceiveResultAsync_refuses_a_gzip_result_that_is_cut_at_any_position()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(CreateReply(Compressed));
        Assert.True((await server.ReceiveResultAsync()).IsParsed);

        for (int length = 1; length < Compressed.Length; length++)
        {
            server.Blobs[$"{JobServer.Container}/rawOutputData"] = CreateReply(Compressed[..length]);

            AssertIncomplete(await server.FailToReceiveResultAsync());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task ReceiveResultAsync_verifies_the_trailer_of_a_gzip_result(int fromEnd)
    {
        byte[] changed = [.. Compressed];
        changed[^fromEnd] ^= 0x40;
        await using JobServer server = await JobServer.StartWithResultAsync(CreateReply(changed));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("Receive-AzQuantumSessionJobFile", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReceiveResultAsync_verifies_the_hash_of_the_blob(bool isValid)
    {
        byte[] content = Encoding.UTF8.GetBytes(Histogram);
        await using JobServer server = await JobServer.StartWithResultAsync(
            new ScriptedReply(200) { Bytes = content }.With("Content-MD5", Hash(isValid ? content : [.. content, 1])));
        if (isValid)
        {
            Assert.True((await server.ReceiveResultAsync()).IsParsed);
        }
        else
        {
            AssertIncomplete(await server.FailToReceiveResultAsync());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task ReceiveResultAsync_continues_an_interrupted_download_and_detects_missing_bytes(int missing)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(Histogram);
        server.Script = request => ReadRange(request) is not { } from ? null
            : from == 0 ? CreatePart(0, Interruption)
            : CreatePart(from, Length - missing);

        if (missing > 0)
        {
            AssertIncomplete(await server.FailToReceiveResultAsync());
        }
        else
        {
            QuantumJobResult result = await server.ReceiveResultAsync();
            Assert.Equal((true, Length), (result.IsParsed, result.Raw.Length));
        }

        Assert.Equal(2, server.StorageRequests.Count);
    }

    [Fact]
    public async Task ReceiveResultAsync_continues_an_interrupted_download_after_growing_delays()
    {
        ImmediateTimeProvider time = new();
        await using JobServer server = await JobServer.StartWithResultAsync(
            Histogram, ClientFixture.Quick(time) with { RetryDelay = TimeSpan.FromSeconds(0.8) });
        server.Script = request => ReadRange(request) is { } from ? CreatePart(from, from + Interruption) : null;
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.Connection, failure.Kind);
        Assert.Equal([0.8, 1.6, 3.2, 6.4, 12.8], time.DueTimes.Select(due => due.TotalSeconds));
        Assert.Equal(6, server.StorageRequests.Count);
    }

    [Theory]
    [InlineData(403, "", QuantumErrorKind.AccessDenied)]
    [InlineData(403, "<html><title>Denied", QuantumErrorKind.AccessDenied)]
    [InlineData(404, "<html>", QuantumErrorKind.NotFound)]
    [InlineData(502, "<html><br></html>", QuantumErrorKind.Unavailable)]
    public async Task ReceiveResultAsync_reports_an_error_of_storage_whose_body_is_not_XML(int status, string body, QuantumErrorKind kind)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(new ScriptedReply(status, body, "application/xml").With("Content-Type", "application/xml"));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal((kind, (int?)status), (failure.Kind, failure.StatusCode));
    }

    [Theory]
    [InlineData(403, "", QuantumErrorKind.AccessDenied)]
    [InlineData(403, "{}", QuantumErrorKind.AccessDenied)]
    [InlineData(502, "<html></html>", QuantumErrorKind.Unavailable)]
    [InlineData(204, "", QuantumErrorKind.InvalidResponse)]
    [InlineData(304, "", QuantumErrorKind.InvalidResponse)]
    public async Task DownloadResultAsync_reports_a_response_of_storage_that_is_no_content(int status, string body, QuantumErrorKind kind)
    {
        await using JobServer server = await JobServer.StartWithResultAsync(new ScriptedReply(status, body).With("Content-Type", "application/json"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadResultAsync(JobServer.JobId, Stream.Null, ClientFixture.Token));

        Assert.Equal(kind, failure.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<Error><Code>x</Code></Error>")]
    public async Task SubmitJobAsync_reports_a_response_of_storage_with_another_status(string body)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.SetUploadReply(() => new ScriptedReply(202, body).With("Content-Type", "application/json"));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await server.FailToSubmitAsync()).Kind);
    }

    // The reader of the storage client takes a minute for this list.
    [Fact]
    public async Task ListJobFilesAsync_does_not_read_a_list_with_deeply_nested_elements()
    {
        await using JobServer server = await JobServer.StartAsync(ClientFixture.Quick(retries: 0));
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri);
        server.Blobs[JobServer.Container] = JobServer.CreateList(string.Concat(Enumerable.Repeat("<a>", 200_000)));
        QuantumSessionJob job = await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => server.Client.ListJobFilesAsync(job, limit.Token).WaitAsync(limit.Token))).Kind);
    }

    [Theory]
    [InlineData("<html><br></html>")]
    [InlineData("")]
    [InlineData("<EnumerationResults><Blobs><Blob><Name>a</Name><Properties><Content-Length>1e99</Content-Length></Properties></Blob></Blobs></EnumerationResults>")]
    [InlineData("<EnumerationResults><Blobs><Blob><Properties><Last-Modified>soon</Last-Modified></Properties></Blob></Blobs></EnumerationResults>")]
    [InlineData("<EnumerationResults><Blobs><Blob><Properties><BlobType>x</BlobType></Properties></Blob></Blobs></EnumerationResults>")]
    public async Task ListJobFilesAsync_reports_a_list_that_cannot_be_read(string body)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri);
        server.Blobs[JobServer.Container] = new ScriptedReply(200, body, "application/xml").With("Content-Type", "application/xml");
        QuantumServiceException failure = await ClientFixture.FailureAsync(async () => await server.Client.ListJobFilesAsync(
            await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token), ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
    }

    /// <summary>Returns the first byte that a request for the result asks for; null for another request.</summary>
    private static int? ReadRange(RecordedRequest request) => !request.Path.EndsWith("/rawOutputData", StringComparison.Ordinal) ? null
        : int.Parse((request.Headers.GetValueOrDefault("x-ms-range") ?? "bytes=0-")["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);

    /// <summary>Creates the response for a part of a long result. It ends early if it is not at the end of the result.</summary>
    private static ScriptedReply CreatePart(int from, int to)
    {
        string content = Histogram.PadRight(Length)[from..to];
        ScriptedReply reply = to < Length - Interruption ? ScriptedReply.Truncated(content).With("Content-Length", string.Create(CultureInfo.InvariantCulture, $"{Length - from}")) : new ScriptedReply(200) { Bytes = Encoding.UTF8.GetBytes(content) };
        return (from == 0 ? reply : reply with { Status = 206 })
            .With("ETag", "\"1\"").With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{Length - 1}/{Length}"));
    }

    private static ScriptedReply CreateReply(byte[] content) => new ScriptedReply(200) { Bytes = content }.With("Content-Encoding", "gzip");

    private static void AssertIncomplete(QuantumServiceException failure)
    {
        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("incomplete", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Receive-AzQuantumSessionJobFile", failure.Message, StringComparison.Ordinal);
    }

    [SuppressMessage("Security", "CA5351", Justification = "Azure Storage defines Content-MD5.")]
    private static string Hash(byte[] content) => Convert.ToBase64String(MD5.HashData(content));
}
