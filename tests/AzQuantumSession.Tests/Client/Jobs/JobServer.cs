using System.Text;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>A scripted server that is both a workspace and its storage, and a client that is connected to the workspace.</summary>
internal sealed class JobServer : IAsyncDisposable
{
    public const string JobId = "0b000000-0000-4000-8000-000000000001";
    public const string Signature = "sv=2024-11-04&sr=c&sig=ToP%2FSecret%3D";
    public const string Container = $"/account/job-{JobId}";

    private JobServer(ScriptedServer server) => Server = server;

    public ScriptedServer Server { get; }

    public IWorkspaceClient Client { get; private set; } = null!;

    /// <summary>Replaces the default response to a request if it returns a response.</summary>
    public Func<RecordedRequest, ScriptedReply?> Script { get; set; } = _ => null;

    /// <summary>The response to a GET request for the job.</summary>
    public string Job { get; set; } = "";

    /// <summary>The content of the storage, by path.</summary>
    public Dictionary<string, ScriptedReply> Blobs { get; } = [];

    /// <summary>The requests to the storage.</summary>
    public IReadOnlyList<RecordedRequest> StorageRequests =>
        [.. Server.Requests.Where(request => request.Path.StartsWith("/account/", StringComparison.Ordinal))];

    /// <summary>The requests that upload the input, in one piece or in blocks.</summary>
    public IReadOnlyList<RecordedRequest> Uploads => [.. StorageRequests.Where(IsUpload)];

    /// <summary>The only request that uploads the input.</summary>
    public RecordedRequest Upload => Assert.Single(Uploads);

    public static async Task<JobServer> StartAsync(WorkspaceClientSettings? settings = null, string? version = null)
    {
        JobServer jobServer = null!;
        ScriptedServer server = await ScriptedServer.StartAsync(request => jobServer.Respond(request));
        jobServer = new JobServer(server);
        jobServer.Job = jobServer.CreateJob();
        jobServer.Client = await ClientFixture.ConnectAsync(server, settings, version);
        return jobServer;
    }

    /// <summary>Starts a server whose job has succeeded with a result.</summary>
    public static async Task<JobServer> StartWithResultAsync(string result, string format = "ionq.quantum-results.v1", string more = "") =>
        await StartWithResultAsync(ScriptedReply.Json(result), format, more);

    /// <summary>Starts a server whose job has succeeded with a result, and a client with other settings.</summary>
    public static async Task<JobServer> StartWithResultAsync(string result, WorkspaceClientSettings settings) =>
        await StartWithResultAsync(ScriptedReply.Json(result), settings: settings);

    /// <summary>Starts a server whose job has succeeded, and whose storage sends a response for the result.</summary>
    public static async Task<JobServer> StartWithResultAsync(
        ScriptedReply result, string format = "ionq.quantum-results.v1", string more = "", WorkspaceClientSettings? settings = null)
    {
        JobServer server = await StartAsync(settings);
        server.Blobs[$"{Container}/rawOutputData"] = result;
        server.Job = server.CreateJob("Succeeded", format, more);
        return server;
    }

    public string CreateJob(string status = "Waiting", string format = "ionq.quantum-results.v1", string more = "", string? output = null) =>
        $$"""
        {"id":"{{JobId}}","name":"step 1","providerId":"ionq","target":"ionq.simulator","status":"{{status}}","inputDataFormat":"ionq.circuit.v1",
        "outputDataFormat":"{{format}}","inputDataUri":"{{CreateBlobUri("inputData")}}","outputDataUri":"{{output ?? CreateBlobUri("rawOutputData")}}"{{more}}}
        """;

    /// <summary>The property of a job with the URI of its container.</summary>
    public string ContainerUri => $",\"containerUri\":\"{Server.Endpoint.AbsoluteUri.TrimEnd('/')}{Container}?{Signature}\"";

    /// <summary>Creates a list of blobs.</summary>
    /// <param name="blobs">The XML of the blobs.</param>
    /// <param name="next">The marker of the next page; empty for the last page.</param>
    public static ScriptedReply CreateList(string blobs, string next = "") => new(
        200, $"<EnumerationResults><Blobs>{blobs}</Blobs><NextMarker>{next}</NextMarker></EnumerationResults>", "application/xml");

    public string CreateBlobUri(string blob) => $"{Server.Endpoint.AbsoluteUri.TrimEnd('/')}{Container}/{blob}?{Signature}";

    /// <summary>Replaces the response to the upload of the input.</summary>
    public void SetUploadReply(Func<ScriptedReply?> reply) => Script = request => IsUpload(request) ? reply() : null;

    public static JobSubmission CreateSubmission(byte[]? input = null, bool compress = false) =>
        JobSubmissionFactory.Create(new MemoryStream(input ?? Encoding.UTF8.GetBytes("""{"qubits":1}""")), JobId, compress: compress);

    public Task<QuantumSessionJob> SubmitAsync(byte[]? input = null, bool compress = false) =>
        Client.SubmitJobAsync(CreateSubmission(input, compress), ClientFixture.Token);

    public Task<QuantumServiceException> FailToSubmitAsync() => ClientFixture.FailureAsync(() => SubmitAsync());

    public Task<QuantumJobResult> ReceiveResultAsync() => Client.ReceiveResultAsync(JobId, ClientFixture.Token);

    public Task<QuantumServiceException> FailToReceiveResultAsync() => ClientFixture.FailureAsync(ReceiveResultAsync);

    /// <summary>Asserts that messages and log lines contain neither the SAS nor the API key.</summary>
    public static void AssertNoSecrets(IEnumerable<string> texts) => Assert.All(texts, text =>
    {
        Assert.DoesNotContain("ToP", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=ToP", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ClientFixture.Key, text, StringComparison.Ordinal);
    });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static bool IsUpload(RecordedRequest request) => request.Path.EndsWith("/inputData", StringComparison.Ordinal);

    private ScriptedReply Respond(RecordedRequest request) => Script(request) ?? (request.Method, request.Path) switch
    {
        ("POST", var path) when path.EndsWith("/storage/sasUri", StringComparison.Ordinal) =>
            ScriptedReply.Json($$"""{"sasUri":"{{Server.Endpoint.AbsoluteUri.TrimEnd('/')}}{{Container}}?{{Signature}}"}"""),
        ("PUT", var path) when path.StartsWith("/account/", StringComparison.Ordinal) => new ScriptedReply(201),
        ("GET", var path) when path.StartsWith("/account/", StringComparison.Ordinal) => Blobs.TryGetValue(path, out ScriptedReply? blob)
            ? blob.With("ETag", "\"1\"").With("Last-Modified", "Fri, 09 Oct 2026 00:00:00 GMT")
            : new ScriptedReply(404, "").With("x-ms-error-code", "BlobNotFound"),
        _ => ScriptedReply.Json(Job),
    };
}
