using System.Security;
using System.Text;
using System.Text.Json;
using AzQuantumSession.Client;
using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace AzQuantumSession.Benchmarks;

/// <summary>
/// Compares the client with plain HTTP requests for the same pages. The difference is the cost of the pipeline, the parsing, and the
/// objects of the client. Only the ratio is meaningful, because the emulator runs in the same process.
/// </summary>
[SimpleJob(RunStrategy.Throughput, launchCount: 1, warmupCount: 3, iterationCount: 8)]
[MemoryDiagnoser]
public class ListSessionsBenchmark : IDisposable
{
    private const int Sessions = 10_000;

    private EmulatorServer? _emulator;
    private readonly HttpClient _http = new();
    private QuantumWorkspace? _workspace;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Frozen = true });
        _http.DefaultRequestHeaders.Add("x-ms-quantum-api-key", _emulator.ApiKey);
        using var connection = new SecureString();
        foreach (char character in _emulator.ConnectionString)
        {
            connection.AppendChar(character);
        }

        _workspace = await new WorkspaceClientFactory().ConnectAsync(
            new WorkspaceConnectionOptions { ConnectionString = connection },
            CancellationToken.None);
        for (int i = 0; i < Sessions; i++)
        {
            await WorkspaceClientFactory.GetClient(_workspace).OpenSessionAsync(
                new SessionOpenOptions { Id = Guid.NewGuid().ToString(), Name = $"session {i}", ProviderId = "ionq", Target = "ionq.simulator" },
                CancellationToken.None);
        }
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        Dispose();
        await _emulator!.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public async Task<int> PlainPages()
    {
        int count = 0;
        string? next = $"{_emulator!.Endpoint.AbsoluteUri.TrimEnd('/')}{_workspace!.Id}/sessions?api-version=2026-01-15-preview&orderby=CreationTime%20desc&top=100";
        while (next is not null)
        {
            using JsonDocument page = JsonDocument.Parse(Encoding.UTF8.GetBytes(await _http.GetStringAsync(new Uri(next))));
            count += page.RootElement.GetProperty("value").GetArrayLength();
            next = page.RootElement.TryGetProperty("nextLink", out JsonElement link) ? link.GetString() : null;
        }

        return count;
    }

    [Benchmark]
    public async Task<int> Client()
    {
        int count = 0;
        await foreach (QuantumSession session in WorkspaceClientFactory.GetClient(_workspace!).ListSessionsAsync(new ItemFilter(), CancellationToken.None))
        {
            count += session.IsTerminal ? 0 : 1;
        }

        return count;
    }
}
