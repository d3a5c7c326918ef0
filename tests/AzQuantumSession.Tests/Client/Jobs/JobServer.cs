using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>A scripted server that is a workspace and its storage at once, and a client of it.</summary>
internal sealed class JobServer : IAsyncDisposable
{
    public const string JobId = "0b000000-0000-4000-8000-000000000001";
    public const string Signature = "sv=2024-11-04&sr=c&sig=ToP%2FSecret%3D";
    public const string Container = $"/account/job-{JobId}";

    private JobServer(ScriptedServer server) => Server = server;

    public ScriptedServer Server { get; }

    public IWorkspaceClient Client { get; private set; } = null!;

    /// <summary>What a test wants otherwise; null for what happens without it.</summary>
    public Func<RecordedRequest, ScriptedReply?> Script { get; set; } = _ => null;

    /// <summary>The job as a GET gives it.</summary>
    public string Job { get; set; } = "";

    /// <summary>What storage holds, by path.</summary>
    public Dictionary<string, ScriptedReply> Blobs { get; } = [];

    /// <summary>The requests that went to storage.</summary>
    public IReadOnlyList<RecordedRequest> StorageRequests =>
        [.. Server.Requests.Where(request => request.Path.StartsWith("/account/", StringComparison.Ordinal))];

    public RecordedRequest Upload => StorageRequests.Single(request => request.Path.EndsWith("/inputData", StringComparison.Ordinal));

    public static async Task<JobServer> StartAsync(WorkspaceClientSettings? settings = null)
    {
        JobServer own = null!;
        ScriptedServer server = await ScriptedServer.StartAsync(request => own.Answer(request));
        own = new JobServer(server);
        own.Job = own.JobWith();
        own.Client = await ClientFixture.ConnectAsync(server, settings);
        return own;
    }

    /// <summary>Puts a result there, and a job that names it.</summary>
    public void BlockUploads(string result, string format = "ionq.quantum-results.v1", string more = "")
    {
        Blobs[$"{Container}/rawOutputData"] = ScriptedReply.Json(result);
        Job = JobWith("Succeeded", format, more);
    }

    public string JobWith(string status = "Waiting", string format = "ionq.quantum-results.v1", string more = "", string? output = null) =>
        $$"""
        {"id":"{{JobId}}","name":"step 1","providerId":"ionq","target":"ionq.simulator","status":"{{status}}","inputDataFormat":"ionq.circuit.v1",
        "outputDataFormat":"{{format}}","inputDataUri":"{{Address("inputData")}}","outputDataUri":"{{output ?? Address("rawOutputData")}}"{{more}}}
        """;

    public string Address(string blob) => $"{Server.Endpoint.AbsoluteUri.TrimEnd('/')}{Container}/{blob}?{Signature}";

    public static JobSubmission Submission(byte[]? input = null) => new()
    {
        Id = JobId,
        Name = "step 1",
        ProviderId = "ionq",
        Target = "ionq.simulator",
        InputDataFormat = "ionq.circuit.v1",
        OutputDataFormat = "ionq.quantum-results.v1",
        Input = new MemoryStream(input ?? Encoding.UTF8.GetBytes("""{"qubits":1}""")),
    };

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private ScriptedReply Answer(RecordedRequest request) => Script(request) ?? (request.Method, request.Path) switch
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
