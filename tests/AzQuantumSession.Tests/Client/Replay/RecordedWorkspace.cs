using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>A server that replays the recordings of an API version, and a client that is connected to it.</summary>
internal sealed class RecordedWorkspace : IAsyncDisposable
{
    private static readonly string[] Files = ["sessions", "jobs", "lists", "workspace", "errors"];

    // The query parameters that distinguish recordings with the same path.
    private static readonly string[] DistinctiveParameters = ["skip", "providerId"];

    private readonly string _version;
    private readonly Recording[] _recordings;

    private RecordedWorkspace(string version, ScriptedServer server, IWorkspaceClient client)
    {
        _version = version;
        _recordings = [.. Files.SelectMany(file => Recording.Read(version, file))];
        Server = server;
        Client = client;
    }

    public ScriptedServer Server { get; }

    public IWorkspaceClient Client { get; }

    public static async Task<RecordedWorkspace> StartAsync(string version)
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        var workspace = new RecordedWorkspace(version, server, await ClientFixture.ConnectAsync(server, version: version));
        server.SetResponder(workspace.Reply);
        return workspace;
    }

    public Task<QuantumSession> OpenSessionAsync(string id) => Client.OpenSessionAsync(
        new SessionOpenOptions { Id = id, Name = "ansatz sweep", ProviderId = "ionq", Target = "ionq.qpu.aria-1" }, ClientFixture.Token);

    public async Task<QuantumSessionJob> SubmitJobAsync(string id)
    {
        using var input = new MemoryStream("{}"u8.ToArray());
        return await Client.SubmitJobAsync(
            new JobSubmission
            {
                Id = id,
                Name = "layer 3",
                ProviderId = "ionq",
                Target = "ionq.qpu.aria-1",
                InputDataFormat = "ionq.circuit.v1",
                OutputDataFormat = "ionq.quantum-results.v1",
                Input = input,
            },
            ClientFixture.Token);
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Server.DisposeAsync();
    }

    /// <summary>Returns the recorded response with the path, and with the query parameters that distinguish the pages of a list.</summary>
    public ScriptedReply Reply(RecordedRequest request)
    {
        const string Workspace = $"{ClientFixture.WorkspacePath}/";
        if (!request.Path.StartsWith(Workspace, StringComparison.Ordinal))
        {
            return new ScriptedReply(201); // The storage account.
        }

        if (request.Query("api-version") != _version)
        {
            return ScriptedReply.Error(400, "InvalidApiVersionParameter", "The recording has another API version.");
        }

        string path = request.Path[Workspace.Length..];
        string page = string.Join('&', DistinctiveParameters.Where(name => request.Query(name) is not null).Select(name => $"{name}={request.Query(name)}"));
        return Array.Find(_recordings, recording => (recording.Method, recording.Path, recording.Query) == (request.Method, path, page)) is { } found
            ? Write(found)
            : ScriptedReply.Error(404, "NotRecorded", $"{request.Method} {path} is not recorded.");
    }

    private ScriptedReply Write(Recording recording) => recording.Html is { } html
        ? new ScriptedReply(recording.Status, html, "text/html")
        : new ScriptedReply(recording.Status, WithAddresses(recording.Body)) { Headers = new Dictionary<string, string> { ["retry-after-ms"] = "1" } };

    private string WithAddresses(JsonNode? body) => (body?.ToJsonString() ?? "")
        .Replace("{endpoint}", Server.Endpoint.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
        .Replace("{workspace}", ClientFixture.WorkspacePath, StringComparison.Ordinal);
}
