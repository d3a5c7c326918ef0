using System.Net;
using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Emulator;

namespace AzQuantumSession.Tests.Support;

/// <summary>An emulated workspace with a frozen clock, a client that is connected to the workspace, and methods that control the emulator.</summary>
internal sealed class EmulatorFixture : IAsyncDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    private readonly TestWorkspace _rest;

    private EmulatorFixture(TestWorkspace rest, IWorkspaceClient client)
    {
        _rest = rest;
        Client = client;
    }

    public EmulatorServer Server => _rest.Server;

    public IWorkspaceClient Client { get; }

    public static async Task<EmulatorFixture> StartAsync(EmulatorOptions? options = null, WorkspaceClientSettings? settings = null)
    {
        TestWorkspace rest = await TestWorkspace.StartAsync(options);
        WorkspaceConnectionOptions connection = new() { ConnectionString = ClientFixture.Secret(rest.Server.ConnectionString), Host = "xunit/3", SkipValidation = true };
        return new EmulatorFixture(rest, (await ClientFixture.ConnectAsync(connection, settings)).Client!);
    }

    public Task<QuantumSession> OpenAsync(string name = "vqe", string policy = "Abort", string target = "ionq.simulator", string provider = "ionq", params string[] tags) =>
        Client.OpenSessionAsync(
            new SessionOpenOptions { Id = Guid.NewGuid().ToString(), Name = name, ProviderId = provider, Target = target, JobFailurePolicy = policy, Tags = tags },
            ClientFixture.Token);

    public Task<QuantumSession> ReadAsync(QuantumSession session) => Client.GetSessionAsync(session.Id, ClientFixture.Token);

    public Task<QuantumSession> CloseAsync(QuantumSession session) => Client.CloseSessionAsync(session.Id, ClientFixture.Token);

    /// <summary>Submits a job to a session over REST, without the client under test.</summary>
    public async Task<string> SubmitAsync(QuantumSession session, bool fails = false)
    {
        var id = Guid.NewGuid();
        HttpResult response = await _rest.SubmitAsync(Guid.Parse(session.Id), id, fails ? Circuits.Invalid : Circuits.Bell, job =>
        {
            job["providerId"] = session.ProviderId;
            job["target"] = session.Target;
            job["inputParams"] = new JsonObject { ["shots"] = 500 };
        });
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return id.ToString();
    }

    public Task AdvanceAsync(double seconds) => _rest.AdvanceAsync(seconds);

    public Task FaultAsync(JsonObject fault) => _rest.AddFaultAsync(fault.ToJsonString());

    /// <summary>Makes the emulator respond to all matching requests with an error status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="path">A pattern of the path, or null for all paths.</param>
    /// <param name="method">The method, or null for all methods.</param>
    /// <param name="times">The number of requests, or 0 for all requests.</param>
    /// <param name="code">The error code.</param>
    public Task FailRequestsAsync(int status, string? path = null, string? method = null, int times = 0, string? code = null) =>
        FaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = status,
            ["code"] = code,
            ["message"] = "message of the service",
            ["path"] = path,
            ["method"] = method,
            ["times"] = times,
            ["headers"] = new JsonObject { ["retry-after-ms"] = "1" },
        });

    /// <summary>Makes the emulator execute the next matching request and reset the connection instead of sending the response.</summary>
    public Task LoseResponseAsync(string method, string? path = null) =>
        FaultAsync(new JsonObject { ["kind"] = "reset", ["method"] = method, ["path"] = path, ["afterExecution"] = true });

    public Task ClearFaultsAsync() => _rest.DeleteAsync("/emulator/faults");

    /// <summary>Returns the requests that the emulator received: the method, and the path below the workspace with its query.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync() =>
        [.. (await _rest.GetAsync("/emulator/requests")).Items.Select(item => $"{item!["method"]} {item["path"]!.ToString().Split("/workspaces/emulator/")[^1]}")];

    /// <summary>Returns the requests that the emulator received: the method, and the collection or the blob.</summary>
    public async Task<IReadOnlyList<string>> ReadRequestTypesAsync() => [.. (await RequestsAsync()).Select(request =>
        request.Contains("/rawOutputData", StringComparison.Ordinal) ? "GET result"
        : request.Contains("/inputData", StringComparison.Ordinal) ? $"{request.Split(' ')[0]} input"
        : request.Contains("/emulatorstorage/", StringComparison.Ordinal) ? $"{request.Split(' ')[0]} files"
        : request.Split('/', '?')[0])];

    /// <summary>Returns the requests with the method POST.</summary>
    public async Task<IEnumerable<string>> PostsAsync() =>
        (await RequestsAsync()).Where(request => request.StartsWith("POST ", StringComparison.Ordinal));

    /// <summary>Counts the requests whose method and path contain a text.</summary>
    public async Task<int> CountRequestsAsync(string text) =>
        (await RequestsAsync()).Count(request => request.Contains(text, StringComparison.Ordinal));

    public Task ForgetRequestsAsync() => _rest.DeleteAsync("/emulator/requests");

    /// <summary>Waits until the emulator has received requests with the given beginning.</summary>
    /// <param name="beginning">The method and the beginning of the path.</param>
    /// <param name="sender">The task that sends the requests. The wait fails if the task ends earlier.</param>
    /// <param name="count">The number of requests.</param>
    public async Task WaitForRequestAsync(string beginning, Task sender, int count = 1)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        limit.CancelAfter(RequestTimeout);
        while ((await RequestsAsync()).Count(request => request.StartsWith(beginning, StringComparison.Ordinal)) < count)
        {
            Assert.False(sender.IsCompleted, $"No request '{beginning}' was sent.");
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Uploads a file to the container of a job, as a provider does.</summary>
    public Task UploadFileAsync(string jobId, string name, byte[] content, string? contentEncoding = null) =>
        _rest.UploadAsync(Guid.Parse(jobId), content, contentEncoding, name);

    /// <summary>Returns the uploaded input of a job, without its compression.</summary>
    public Task<byte[]> ReadInputAsync(string jobId) => _rest.ReadInputAsync(jobId);

    public ValueTask DisposeAsync() => _rest.DisposeAsync();
}
