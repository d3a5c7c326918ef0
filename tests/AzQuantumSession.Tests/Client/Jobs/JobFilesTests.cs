using System.Globalization;
using System.Text;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobFilesTests
{
    private const string Content = "0123456789";
    private const string Hash = "eB5eJF1ptWaXm4bijSPyxw==";
    private const string ETag = "\"0x1\"";

    [Fact]
    public async Task ListJobFilesAsync_returns_the_files_of_all_pages()
    {
        await using JobServer server = await StartAsync();
        server.Script = request => request.Query("comp") != "list" ? null
            : request.Query("marker") is null ? JobServer.CreateList(CreateBlob("log.txt"), "2")
            : JobServer.CreateList("<Blob><Name>a/b c</Name><Properties /></Blob>");
        IReadOnlyList<QuantumJobFile> files = await ListAsync(server);

        Assert.Equal(["log.txt", "a/b c"], files.Select(file => file.Name));
        Assert.Equal((10, "text/plain", "gzip", Hash, ETag), (files[0].Size, files[0].ContentType, files[0].ContentEncoding, files[0].ContentMD5, files[0].ETag));
        Assert.Equal(new DateTimeOffset(2026, 10, 9, 0, 0, 0, TimeSpan.Zero), files[0].LastModifiedTime);
        Assert.Equal((JobServer.JobId, "step 1", server.Client.Workspace.Id), (files[0].JobId, files[0].JobName, files[0].Workspace));
        Assert.Equal((0, null, null, null), (files[1].Size, files[1].ContentType, files[1].ContentMD5, files[1].LastModifiedTime));
        Assert.All(server.StorageRequests, request => Assert.DoesNotContain("x-ms-quantum-api-key", request.Headers.Keys));
    }

    [Fact]
    public async Task ListJobFilesAsync_detects_circular_markers()
    {
        await using JobServer server = await StartAsync();
        server.Script = request => request.Query("comp") != "list" ? null
            : server.StorageRequests.Count > 5 ? JobServer.CreateList("")
            : JobServer.CreateList(CreateBlob("log.txt"), request.Query("marker") == "2" ? "3" : "2");
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ListAsync(server));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(3, server.StorageRequests.Count);
    }

    [Fact]
    public async Task ListJobFilesAsync_reads_a_job_without_SAS_again()
    {
        await using JobServer server = await StartAsync();
        server.Blobs[JobServer.Container] = JobServer.CreateList("");

        Assert.Empty(await server.Client.ListJobFilesAsync(new QuantumSessionJob { Id = JobServer.JobId }, ClientFixture.Token));
        Assert.Equal(2, server.Server.Requests.Count);
    }

    [Fact]
    public async Task ListJobFilesAsync_reports_a_job_without_a_readable_container()
    {
        await using JobServer server = await JobServer.StartAsync();
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ListAsync(server));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("list the files of job", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.StorageRequests);
    }

    [Theory]
    [InlineData("", "bytes=0-", 2)]
    [InlineData("0123", "bytes=4-", 2)]
    [InlineData("0123456789", null, 1)]
    [InlineData("01234567890123", "bytes=0-", 2)]
    public async Task DownloadJobFileAsync_continues_an_interrupted_download(string existing, string? range, int requests)
    {
        await using JobServer server = await StartAsync();
        QuantumJobFile file = await ListOneAsync(server);
        using MemoryStream destination = Create(existing);
        await server.Client.DownloadJobFileAsync(file, destination, null, ClientFixture.Token);

        Assert.Equal(Content, Encoding.UTF8.GetString(destination.ToArray()));
        Assert.Equal(requests, server.StorageRequests.Count);
        if (range is not null)
        {
            Assert.Equal(range, server.StorageRequests[^1].Headers.GetValueOrDefault("x-ms-range", "bytes=0-"));
            Assert.Equal(ETag, server.StorageRequests[^1].Headers["If-Match"]);
        }
    }

    [Fact]
    public async Task DownloadJobFileAsync_downloads_the_whole_file_if_the_existing_bytes_are_wrong()
    {
        await using JobServer server = await StartAsync();
        QuantumJobFile file = await ListOneAsync(server);
        using MemoryStream destination = Create("abc");
        List<long> counts = [];
        await server.Client.DownloadJobFileAsync(file, destination, new SynchronousProgress(counts), ClientFixture.Token);

        Assert.Equal(Content, Encoding.UTF8.GetString(destination.ToArray()));
        Assert.Equal([3, 10, 10], counts);
    }

    [Theory]
    [InlineData("0123456780", "do not have the hash of the file")]
    [InlineData("01234", "has 5 bytes, but the file has 10")]
    [InlineData("01234567890", "has more than 10 bytes")]
    public async Task DownloadJobFileAsync_verifies_the_file(string content, string reason)
    {
        await using JobServer server = await StartAsync(content);
        QuantumJobFile file = await ListOneAsync(server);
        using MemoryStream destination = new();
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadJobFileAsync(file, destination, null, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, destination.Length);
    }

    [Fact]
    public async Task DownloadJobFileAsync_reports_a_file_that_changed_after_it_was_listed()
    {
        await using JobServer server = await StartAsync();
        QuantumJobFile file = await ListOneAsync(server);
        server.Script = request => request.Path.EndsWith("/log.txt", StringComparison.Ordinal)
            ? new ScriptedReply(412).With("x-ms-error-code", "ConditionNotMet")
            : null;
        using MemoryStream destination = new();
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadJobFileAsync(file, destination, null, ClientFixture.Token));

        Assert.Equal((QuantumErrorKind.Conflict, 412), (failure.Kind, failure.StatusCode));
        Assert.Contains("the file changed after it was listed", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    [Theory]
    [InlineData("../job-other/inputData")]
    [InlineData("a/./b")]
    [InlineData("..\\x")]
    public async Task DownloadJobFileAsync_requests_no_blob_of_another_container(string name)
    {
        await using JobServer server = await StartAsync(name: name);
        QuantumJobFile file = await ListOneAsync(server);
        int before = server.Server.Requests.Count;
        using MemoryStream destination = new();
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadJobFileAsync(file, destination, null, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(before, server.Server.Requests.Count);
    }

    [Theory]
    [InlineData("?st=2026-10-09T00:00Zx&")]
    [InlineData("?sig=1&sig=2&")]
    public async Task DownloadJobFileAsync_reports_a_container_with_an_invalid_SAS(string query)
    {
        await using JobServer server = await StartAsync();
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri.Replace("?", query, StringComparison.Ordinal));
        QuantumJobFile file = await ListOneAsync(server);
        using MemoryStream destination = new();
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => server.Client.DownloadJobFileAsync(file, destination, null, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("the SAS of the job's container is not valid", failure.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([failure.ToString()]);
    }

    private static async Task<JobServer> StartAsync(string content = Content, string name = "log.txt")
    {
        JobServer server = await JobServer.StartAsync();
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri);
        server.Blobs[JobServer.Container] = JobServer.CreateList(CreateBlob(name));
        server.Script = request => request.Path == $"{JobServer.Container}/log.txt" ? CreateReply(request, content) : null;
        return server;
    }

    private static string CreateBlob(string name) =>
        $"""
        <Blob><Name>{name}</Name><Properties><Last-Modified>Fri, 09 Oct 2026 00:00:00 GMT</Last-Modified><Etag>0x1</Etag>
        <Content-Length>10</Content-Length><Content-Type>text/plain</Content-Type><Content-Encoding>gzip</Content-Encoding>
        <Content-MD5>{Hash}</Content-MD5><BlobType>BlockBlob</BlobType></Properties></Blob>
        """;

    private static ScriptedReply CreateReply(RecordedRequest request, string content)
    {
        string range = request.Headers.GetValueOrDefault("x-ms-range") ?? "bytes=0-";
        int from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
        ScriptedReply reply = new ScriptedReply(from == 0 ? 200 : 206, content[from..], "text/plain")
            .With("ETag", ETag)
            .With("Last-Modified", "Fri, 09 Oct 2026 00:00:00 GMT");
        return from == 0 ? reply : reply.With("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}");
    }

    private static MemoryStream Create(string text)
    {
        MemoryStream stream = new();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return stream;
    }

    private static async Task<QuantumJobFile> ListOneAsync(JobServer server) => Assert.Single(await ListAsync(server));

    private static async Task<IReadOnlyList<QuantumJobFile>> ListAsync(JobServer server) =>
        await server.Client.ListJobFilesAsync(await server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token), ClientFixture.Token);

    private sealed class SynchronousProgress(List<long> counts) : IProgress<long>
    {
        public void Report(long value) => counts.Add(value);
    }
}
