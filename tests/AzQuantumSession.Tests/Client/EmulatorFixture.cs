using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Client;

/// <summary>An emulated workspace with a frozen clock, a client that is connected to the workspace, and methods that control the emulator.</summary>
internal sealed class EmulatorFixture : IAsyncDisposable
{
    private readonly HttpClient _http;

    private EmulatorFixture(EmulatorServer server, IWorkspaceClient client)
    {
        Server = server;
        Client = client;
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = server.Endpoint };
        _http.DefaultRequestHeaders.Add("x-ms-quantum-api-key", server.ApiKey);
    }

    public EmulatorServer Server { get; }

    public IWorkspaceClient Client { get; }

    public static async Task<EmulatorFixture> StartAsync(EmulatorOptions? options = null, WorkspaceClientSettings? settings = null)
    {
        EmulatorServer server = await EmulatorServer.StartAsync(options ?? new EmulatorOptions { Frozen = true }, ClientFixture.Token);
        QuantumWorkspace workspace = await new WorkspaceClientFactory(settings ?? ClientFixture.Quick()).ConnectAsync(
            new WorkspaceConnectionOptions { ConnectionString = ClientFixture.Secret(server.ConnectionString), Host = "xunit/3", SkipValidation = true },
            ClientFixture.Token);
        return new EmulatorFixture(server, workspace.Client!);
    }

    public Task<QuantumSession> OpenAsync(string name = "vqe", string policy = "Abort", string target = "ionq.simulator", string provider = "ionq", params string[] tags) =>
        Client.OpenSessionAsync(
            new SessionOpenOptions { Id = Guid.NewGuid().ToString(), Name = name, ProviderId = provider, Target = target, JobFailurePolicy = policy, Tags = tags },
            ClientFixture.Token);

    public Task<QuantumSession> ReadAsync(QuantumSession session) => Client.GetSessionAsync(session.Id, ClientFixture.Token);

    /// <summary>Submits a job to a session over REST, without the client under test.</summary>
    public async Task<string> SubmitAsync(QuantumSession session, bool fails = false)
    {
        string id = Guid.NewGuid().ToString();
        JsonNode container = await PostAsync(CreateUri("storage/sasUri"), new JsonObject { ["containerName"] = $"job-{id}" });
        Uri sas = new(container["sasUri"]!.GetValue<string>());
        await SendAsync(HttpMethod.Put, new Uri($"{sas.AbsoluteUri}&restype=container"), null);
        Uri input = new(sas.AbsoluteUri.Replace($"job-{id}", $"job-{id}/inputData", StringComparison.Ordinal));
        using HttpRequestMessage upload = new(HttpMethod.Put, input)
        {
            Content = new StringContent(fails
                ? """{"qubits":1,"circuit":[{"gate":"nonsense","target":0}]}"""
                : """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}"""),
        };
        upload.Headers.Add("x-ms-blob-type", "BlockBlob");
        (await _http.SendAsync(upload, ClientFixture.Token)).EnsureSuccessStatusCode();
        await SendAsync(HttpMethod.Put, CreateUri($"jobs/{id}"), new JsonObject
        {
            ["itemType"] = "Job",
            ["name"] = "step 1",
            ["containerUri"] = sas.AbsoluteUri,
            ["inputDataUri"] = input.GetLeftPart(UriPartial.Path),
            ["inputDataFormat"] = "ionq.circuit.v1",
            ["outputDataFormat"] = "ionq.quantum-results.v1",
            ["providerId"] = session.ProviderId,
            ["target"] = session.Target,
            ["inputParams"] = new JsonObject { ["shots"] = 500 },
            ["sessionId"] = session.Id,
        });
        return id;
    }

    public Task AdvanceAsync(double seconds) => PostAsync(new Uri(Server.Endpoint, "/emulator/clock"), new JsonObject { ["advanceSeconds"] = seconds });

    public Task FaultAsync(JsonObject fault) => PostAsync(new Uri(Server.Endpoint, "/emulator/faults"), fault);

    /// <summary>Returns the requests that the emulator received: the method, and the path below the workspace with its query.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        JsonNode list = (await _http.GetFromJsonAsync<JsonNode>(new Uri(Server.Endpoint, "/emulator/requests"), ClientFixture.Token))!;
        return [.. list["value"]!.AsArray().Select(item =>
            $"{item!["method"]} {item["path"]!.ToString().Split("/workspaces/emulator/")[^1]}")];
    }

    /// <summary>Returns the uploaded input of a job.</summary>
    public async Task<byte[]> ReadInputAsync(string jobId)
    {
        JsonNode job = (await _http.GetFromJsonAsync<JsonNode>(CreateUri($"jobs/{jobId}"), ClientFixture.Token))!;
        return await _http.GetByteArrayAsync(new Uri(job["inputDataUri"]!.GetValue<string>()), ClientFixture.Token);
    }

    /// <summary>Waits until the emulator has received requests with the given beginning.</summary>
    /// <param name="beginning">The method and the beginning of the path.</param>
    /// <param name="sender">The task that sends the requests. The wait fails if the task ends earlier.</param>
    /// <param name="count">The number of requests.</param>
    public async Task WaitForRequestAsync(string beginning, Task sender, int count = 1)
    {
        while ((await RequestsAsync()).Count(request => request.StartsWith(beginning, StringComparison.Ordinal)) < count)
        {
            Assert.False(sender.IsCompleted, $"No request '{beginning}' was sent.");
            await Task.Delay(20, ClientFixture.Token);
        }
    }

    public async Task ClearFaultsAsync() =>
        (await _http.DeleteAsync(new Uri(Server.Endpoint, "/emulator/faults"), ClientFixture.Token)).EnsureSuccessStatusCode();

    public async Task ForgetRequestsAsync() =>
        (await _http.DeleteAsync(new Uri(Server.Endpoint, "/emulator/requests"), ClientFixture.Token)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private Uri CreateUri(string path) => new($"{Server.Endpoint.AbsoluteUri.TrimEnd('/')}{Client.Workspace.Id}/{path}?api-version=2026-01-15-preview");

    private async Task<JsonNode> PostAsync(Uri uri, JsonObject body) => (await SendAsync(HttpMethod.Post, uri, body))!;

    private async Task<JsonNode?> SendAsync(HttpMethod method, Uri uri, JsonObject? body)
    {
        using HttpRequestMessage request = new(method, uri) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage response = await _http.SendAsync(request, ClientFixture.Token);
        string text = await response.Content.ReadAsStringAsync(ClientFixture.Token);
        Assert.True(response.IsSuccessStatusCode, $"{method} {uri.AbsolutePath}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
