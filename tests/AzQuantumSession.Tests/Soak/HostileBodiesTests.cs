using System.Diagnostics;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Soak.Bodies;

namespace AzQuantumSession.Tests.Soak;

/// <summary>
/// Sends hostile responses to each operation of the client: valid responses of each type, in which a grammar of wrong values, encodings,
/// headers, and lengths changes random places. Only errors of docs/errors.md may come out, in little time and memory.
/// </summary>
[Collection(CampaignGroup.Name)]
public sealed class HostileBodiesTests
{
    private const long MaxBytes = 64L * 1024 * 1024;

    // A result can have 32 MB, and its buffer grows: all its sizes together are twice as large, of which at most 48 MB exist at the same time.
    private const long MaxBytesOfResult = 96L * 1024 * 1024;

    // A response may take a second. More is only certain to be a defect on a busy machine.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private static TimeProvider _time = TimeProvider.System;

    [Campaign]
    public async Task HostileBodies()
    {
        Campaign campaign = new();
        BodyFigures figures = new();
        await using RawServer server = new();
        using CommandBodies commands = new(server);
        using RecordingClientHost host = new(OutcomeChecker.CheckText) { OnWarning = () => { } };

        // One iteration at a time, so that all allocated memory is that of its response.
        await campaign.RunAsync(1, async (iteration, random) =>
        {
            if (iteration % 16 == 5)
            {
                commands.Run(random, figures);
            }
            else
            {
                await RunAsync(server, random, figures);
            }
        });
        figures.AddTo(campaign);
        campaign.Report();
    }

    private static async Task RunAsync(RawServer server, Random random, BodyFigures figures)
    {
        int kind = random.Next(ClientOperations.All.Count + 3);
        ClientOperation? operation = kind < ClientOperations.All.Count ? ClientOperations.All[kind] : null;
        int retries = random.Next(4) == 0 ? 2 : 0;
        HostileResponder responder = new(server, random, hostileRequest: random.Next(1, (operation?.Requests ?? 1) + 1), isRepeated: random.Next(2) == 0)
        {
            IsBodyOnly = retries > 0,
        };
        WorkspaceClientSettings settings = ClientFixture.Quick(_time, retries);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        string name = operation?.Name ?? $"find a workspace {kind - ClientOperations.All.Count}";
        using IWorkspaceClient? client = operation is null ? null
            : operation.Name == "list quotas" ? (await ConnectAsync(server, settings, limit.Token)).Client
            : await ClientFixture.ConnectAsync(server.Endpoint, settings);
        limit.CancelAfter(MaxTime);
        responder.Start();
        long before = GC.GetTotalAllocatedBytes();
        var time = Stopwatch.StartNew();
        object? result = null;
        Exception? failure = null;
        try
        {
            result = operation is not null ? await operation.RunAsync(client!, limit.Token)
                : kind == ClientOperations.All.Count ? await ClientOperations.ListWorkspacesAsync(server.Endpoint, settings, limit.Token)
                : await ClientOperations.LocateAsync(server.Endpoint, settings, byName: kind % 2 == 0, validates: random.Next(2) == 0, limit.Token);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        // After a 429 response, all clients with the same clock wait.
        _time = responder.IsThrottling ? new OwnTime() : _time;
        try
        {
            Assert.False(limit.IsCancellationRequested, "It took 10 s.");
            long bytes = GC.GetTotalAllocatedBytes() - before - responder.AllocatedBytes;
            figures.Add(name, responder.HostileBodies, failure is not null, time.Elapsed, bytes);
            Assert.InRange(bytes, long.MinValue, name == "receive a result" ? MaxBytesOfResult : MaxBytes);
            if (failure is not null)
            {
                OutcomeChecker.CheckError(failure);
            }

            OutcomeChecker.CheckValue(result);
            (result as QuantumWorkspace)?.Client?.Dispose();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ClientFixture.Token.IsCancellationRequested)
        {
            throw new InvalidOperationException($"To {name}: {failure}{Environment.NewLine}{responder.Describe()}", exception);
        }
    }

    private static Task<QuantumWorkspace> ConnectAsync(RawServer server, WorkspaceClientSettings settings, CancellationToken token)
    {
        ValidService service = new(server.Endpoint) { Kind = "V2" };
        server.Responder = service.Respond;
        return ClientOperations.LocateAsync(server.Endpoint, settings, byName: false, validates: false, token);
    }

    private sealed class OwnTime : TimeProvider;
}
