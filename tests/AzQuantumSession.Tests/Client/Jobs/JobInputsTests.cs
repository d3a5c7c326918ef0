using System.Text;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobInputsTests
{
    private const string Input = """{"qubits":1}""";
    private const string Blob = $"{JobServer.Container}/inputData";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DownloadInputAsync_returns_the_decompressed_input(bool isCompressed)
    {
        await using JobServer server = await JobServer.StartAsync();
        byte[] input = Encoding.UTF8.GetBytes(Input);
        server.Blobs[Blob] = isCompressed
            ? new ScriptedReply(200) { Bytes = Gzip.Compress(input) }.With("Content-Encoding", "gzip")
            : ScriptedReply.Json(Input);
        using MemoryStream destination = new();

        Assert.Equal(isCompressed, await server.Client.DownloadInputAsync(await GetJobAsync(server), destination, ClientFixture.Token));

        Assert.Equal(input, destination.ToArray());
        Assert.All(server.StorageRequests, request => Assert.DoesNotContain("x-ms-quantum-api-key", request.Headers.Keys));
    }

    [Fact]
    public async Task DownloadInputAsync_reads_a_job_without_SAS_again()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Blobs[Blob] = ScriptedReply.Json(Input);
        using MemoryStream destination = new();

        await server.Client.DownloadInputAsync(new QuantumSessionJob { Id = JobServer.JobId }, destination, ClientFixture.Token);

        Assert.Equal(Input, Encoding.UTF8.GetString(destination.ToArray()));
        Assert.Equal(2, server.Server.Requests.Count);
    }

    [Fact]
    public async Task DownloadInputAsync_reports_a_job_without_an_input_URI()
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Job = $$"""{"id":"{{JobServer.JobId}}","status":"Failed"}""";

        QuantumServiceException error = await FailAsync(server);

        Assert.Equal(QuantumErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("the job's data URI is not valid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DownloadInputAsync_reports_an_input_that_was_deleted_without_its_SAS()
    {
        await using JobServer server = await JobServer.StartAsync();

        QuantumServiceException error = await FailAsync(server);

        Assert.Equal((QuantumErrorKind.NotFound, 404), (error.Kind, error.StatusCode));
        Assert.Contains($"download the input of job '{JobServer.JobId}'", error.Message, StringComparison.Ordinal);
        JobServer.AssertNoSecrets([error.ToString()]);
    }

    private static Task<QuantumServiceException> FailAsync(JobServer server) => ClientFixture.FailureAsync(
        async () => await server.Client.DownloadInputAsync(await GetJobAsync(server), new MemoryStream(), ClientFixture.Token));

    private static Task<QuantumSessionJob> GetJobAsync(JobServer server) => server.Client.GetJobAsync(JobServer.JobId, ClientFixture.Token);
}
