using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Watches a session's cost while the pipeline is busy with something else, and closes the session at the limit.</summary>
internal sealed class CostMonitor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    /// <param name="client">The session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="limit">What it may cost.</param>
    /// <param name="notes">Where errors go.</param>
    public CostMonitor(IWorkspaceClient client, QuantumSession session, CostLimit limit, DeferredErrorPipeline notes)
    {
        // Away from the pipeline's thread, which runs the user's block meanwhile.
        _watching = Task.Run(() => WatchAsync(client, session, limit, notes));
    }

    /// <summary>Ends the watch.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(IWorkspaceClient client, QuantumSession session, CostLimit limit, DeferredErrorPipeline notes)
    {
        try
        {
            await foreach (ItemUpdate<QuantumSession> seen in client.WatchSessionsAsync([session.Id], limit.IsExceededBy, Interval, _stop.Token))
            {
                if (seen.Item is { } now && limit.IsExceededBy(now))
                {
                    notes.WriteError((await limit.CloseSessionAsync(notes, client, now, CancellationToken.None)).ToError());
                }
            }
        }
        catch (QuantumServiceException e)
        {
            notes.WriteError(ErrorMapper.ToError(e, session));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The block has ended; the session is closed next.
        }
    }
}
