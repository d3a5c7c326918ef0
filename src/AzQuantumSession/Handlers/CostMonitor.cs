using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Polls the cost estimate of a session while the pipeline thread runs a script block, and closes the session at the limit.</summary>
internal sealed class CostMonitor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _polling;

    /// <summary>Starts polling.</summary>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="limit">The maximum cost.</param>
    /// <param name="deferredErrors">Receives the errors.</param>
    public CostMonitor(IWorkspaceClient client, QuantumSession session, CostLimit limit, DeferredErrorPipeline deferredErrors)
    {
        // On another thread, because the pipeline thread runs the user's script block.
        _polling = Task.Run(() => PollAsync(client, session, limit, deferredErrors));
    }

    /// <summary>Stops polling.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        _stop.Dispose();
    }

    private async Task PollAsync(IWorkspaceClient client, QuantumSession session, CostLimit limit, DeferredErrorPipeline deferredErrors)
    {
        try
        {
            await foreach (ItemUpdate<QuantumSession> update in client.WatchSessionsAsync([session.Id], limit.IsExceededBy, Interval, _stop.Token))
            {
                if (update.Item is { } current && limit.IsExceededBy(current))
                {
                    deferredErrors.WriteError((await limit.CloseSessionAsync(deferredErrors, client, current, CancellationToken.None)).ToError());
                }
            }
        }
        catch (QuantumServiceException e)
        {
            deferredErrors.WriteError(ErrorMapper.ToError(e, session));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The block has ended. The caller closes the session next.
        }
    }
}
