using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Soak.Load;

/// <summary>An emulator in its own process, so that its memory, handles, and threads are not those of the client.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    /// <summary>The sessions that are on another target than the others.</summary>
    public const int OtherSessions = 250;

    private const string Variable = "AZURE_QUANTUM_CONNECTION_STRING=";
    private const int Concurrency = 16;

    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly string _path;

    private EmulatorProcess(Process process, string connectionString)
    {
        _process = process;
        ConnectionString = connectionString;
        Dictionary<string, string> parts = connectionString.TrimEnd(';').Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        _http.BaseAddress = new Uri(parts["QuantumEndpoint"]);
        _http.DefaultRequestHeaders.Add("x-ms-quantum-api-key", parts["ApiKey"]);
        _path = $"/subscriptions/{parts["SubscriptionId"]}/resourceGroups/{parts["ResourceGroupName"]}/providers/Microsoft.Quantum/workspaces/{parts["WorkspaceName"]}";
    }

    public string ConnectionString { get; }

    public int Port => _http.BaseAddress!.Port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EmulatorProcess> StartAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "AzQuantumSession.Emulator.dll");
        Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "--queue-time", "0", "--job-duration", "0.01"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        string? line = await process.StandardOutput.ReadLineAsync(Token);
        return line?.StartsWith(Variable, StringComparison.Ordinal) == true
            ? new EmulatorProcess(process, line[Variable.Length..])
            : throw new InvalidOperationException($"The emulator did not start: {line}");
    }

    /// <summary>Opens sessions, and returns their ids.</summary>
    public async Task<string[]> OpenSessionsAsync(int count)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString())];
        await Parallel.ForEachAsync(
            ids.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = Token },
            async (item, _) => await SendAsync(HttpMethod.Put, $"{_path}/sessions/{item.Item}?api-version=2026-01-15-preview", item.Index < OtherSessions
                ? """{"itemType":"Session","name":"other","providerId":"rigetti","target":"rigetti.sim.qvm"}"""
                : """{"itemType":"Session","name":"open","providerId":"ionq","target":"ionq.simulator"}"""));
        return ids;
    }

    public Task AddFaultAsync(string fault) => SendAsync(HttpMethod.Post, "/emulator/faults", fault);

    public async Task<int> CountRequestsAsync() => JsonNode.Parse(await SendAsync(HttpMethod.Get, "/emulator/requests"))!["value"]!.AsArray().Count;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<string> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using HttpResponseMessage response = await _http.SendAsync(request, Token);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token);
    }
}
