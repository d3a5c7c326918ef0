using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>An emulator with a frozen clock for one test, and methods that send requests to it.</summary>
internal sealed class TestWorkspace : IAsyncDisposable
{
    public const string ApiVersion = "api-version=2026-01-15-preview";

    /// <summary>The last version in which the client creates containers.</summary>
    public const string OlderApiVersion = "api-version=2025-12-01-preview";

    private TestWorkspace(EmulatorServer server, EmulatorOptions options)
    {
        Server = server;
        Path = $"/subscriptions/{options.SubscriptionId}/resourceGroups/{options.ResourceGroupName}/providers/Microsoft.Quantum/workspaces/{options.WorkspaceName}";
        Http = new HttpClient { BaseAddress = server.Endpoint };
        Http.DefaultRequestHeaders.Add("x-ms-quantum-api-key", server.ApiKey);
    }

    public EmulatorServer Server { get; }

    public HttpClient Http { get; }

    /// <summary>The path of the workspace.</summary>
    public string Path { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestWorkspace> StartAsync(EmulatorOptions? options = null)
    {
        EmulatorOptions started = options ?? new EmulatorOptions { Frozen = true };
        return new TestWorkspace(await EmulatorServer.StartAsync(started, Token), started);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Sends a request. The path is relative to the workspace, unless it starts with a slash or is an absolute URI.</summary>
    public async Task<HttpResult> SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, Resolve(path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        return await SendAsync(request);
    }

    public async Task<HttpResult> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request, Token);
        byte[] content = await response.Content.ReadAsByteArrayAsync(Token);
        return new HttpResult(
            response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
            content);
    }

    public Task<HttpResult> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task DeleteAsync(string path)
    {
        HttpResult response = await SendAsync(HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.NoContent, response.Status);
    }

    public async Task<JsonObject> OpenAsync(Guid id, string policy = "Abort", string target = "ionq.simulator", string name = "vqe")
    {
        HttpResult response = await SendAsync(HttpMethod.Put, $"sessions/{id}", SessionBody(policy, target, name));
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return response.Json;
    }

    /// <summary>Opens a session, and brings it to a status. Except in the status Waiting, the session has a job.</summary>
    public async Task<Guid> OpenInStatusAsync(string status)
    {
        var id = Guid.NewGuid();
        await OpenAsync(id, status == "Failure(s)" ? "Continue" : "Abort", "ionq.qpu.aria-1");
        if (status != "Waiting")
        {
            string input = status is "Failed" or "Failure(s)" ? Circuits.Invalid : Circuits.Bell;
            await SubmitAsync(id, input: input, change: job => job["target"] = "ionq.qpu.aria-1");
            await AdvanceAsync(status == "TimedOut" ? 605 : 5);
        }

        if (status == "Succeeded")
        {
            await CloseAsync(id);
        }

        return id;
    }

    public static string SessionBody(string policy = "Abort", string target = "ionq.simulator", string name = "vqe", string providerId = "ionq") =>
        $$"""{"itemType":"Session","name":"{{name}}","providerId":"{{providerId}}","target":"{{target}}","jobFailurePolicy":"{{policy}}"}""";

    public async Task<JsonObject> SessionAsync(Guid id)
    {
        HttpResult response = await GetAsync($"sessions/{id}");
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return response.Json;
    }

    public async Task<string> SessionStatusAsync(Guid session) => (string)(await SessionAsync(session))["status"]!;

    public Task<HttpResult> CloseAsync(Guid session) => SendAsync(HttpMethod.Post, $"sessions/{session}:close");

    public async Task<JsonObject> JobAsync(Guid id) => (await GetAsync($"jobs/{id}")).Json;

    public async Task<string> JobStatusAsync(Guid id) => (string)(await JobAsync(id))["status"]!;

    /// <summary>Returns the uploaded input of a job, without its compression.</summary>
    public async Task<byte[]> ReadInputAsync(string jobId)
    {
        JsonObject job = await JobAsync(Guid.Parse(jobId));
        HttpResult input = await GetAsync((string)job["inputDataUri"]!);
        return input.Headers.GetValueOrDefault("Content-Encoding") == "gzip" ? Gzip.Decompress(input.Content) : input.Content;
    }

    /// <summary>Uploads the input or another file of a job, and returns the signed URI of its container.</summary>
    public async Task<string> UploadAsync(Guid job, byte[] input, string? contentEncoding = null, string blob = "inputData")
    {
        string container = await SignAsync($"job-{job}");
        using var request = new HttpRequestMessage(HttpMethod.Put, GetBlobUri(container, blob)) { Content = new ByteArrayContent(input) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-blob-content-type", "application/json");
        if (contentEncoding is not null)
        {
            request.Headers.Add("x-ms-blob-content-encoding", contentEncoding);
        }

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(request)).Status);
        return container;
    }

    /// <summary>Returns the signed URI of a container, which the request creates, or of a blob in it.</summary>
    public async Task<string> SignAsync(string container, string? blob = null, string version = ApiVersion)
    {
        var body = new JsonObject { ["containerName"] = container };
        if (blob is not null)
        {
            body["blobName"] = blob;
        }

        HttpResult response = await SendAsync(HttpMethod.Post, $"{Path}/storage/sasUri?{version}", body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return (string)response.Json["sasUri"]!;
    }

    /// <summary>Returns the signed URI of a blob in a container.</summary>
    public static string GetBlobUri(string container, string blob) => container.Replace("?", $"/{blob}?", StringComparison.Ordinal);

    /// <summary>Uploads an input, and submits a job. By default, the input is a Bell circuit.</summary>
    public async Task<HttpResult> SubmitAsync(Guid? session, Guid? id = null, string input = Circuits.Bell, Action<JsonObject>? change = null)
    {
        Guid job = id ?? Guid.NewGuid();
        string container = await UploadAsync(job, Encoding.UTF8.GetBytes(input));
        return await SubmitUploadedAsync(session, job, container, change);
    }

    public Task<HttpResult> SubmitUploadedAsync(Guid? session, Guid job, string container, Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["itemType"] = "Job",
            ["name"] = "step 1",
            ["containerUri"] = container,
            ["inputDataUri"] = GetBlobUri(container, "inputData"),
            ["inputDataFormat"] = "ionq.circuit.v1",
            ["outputDataFormat"] = "ionq.quantum-results.v1",
            ["inputParams"] = new JsonObject(),
            ["providerId"] = "ionq",
            ["target"] = "ionq.simulator",
            ["sessionId"] = session?.ToString(),
        };
        change?.Invoke(body);
        return SendAsync(HttpMethod.Put, $"jobs/{job}", body.ToJsonString());
    }

    /// <summary>Returns a change of a job that sets the properties of a JSON object.</summary>
    public static Action<JsonObject> Set(string properties) => job =>
    {
        foreach ((string name, JsonNode? value) in JsonNode.Parse(properties)!.AsObject())
        {
            job[name] = value?.DeepClone();
        }
    };

    public async Task AdvanceAsync(double seconds)
    {
        HttpResult response = await SendAsync(HttpMethod.Post, "/emulator/clock", new JsonObject { ["advanceSeconds"] = seconds }.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.Status);
    }

    public async Task AddFaultAsync(string fault)
    {
        HttpResult response = await SendAsync(HttpMethod.Post, "/emulator/faults", fault);
        Assert.Equal(HttpStatusCode.Created, response.Status);
    }

    private Uri Resolve(string path)
    {
        if (path.StartsWith('/') || path.StartsWith("http://", StringComparison.Ordinal))
        {
            return new Uri(Server.Endpoint, path);
        }

        string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return new Uri(Server.Endpoint, $"{Path}/{path}{separator}{ApiVersion}");
    }
}
