using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Runs a block with a session, and always closes the session: when the block ends, throws, or is stopped. The block's own
/// error goes on unchanged; a failure to close is reported beside it.
/// </summary>
internal sealed class SessionScope(ICmdletOutput output)
{
    /// <summary>How long closing may take when the user has already pressed Ctrl+C.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(30);

    /// <summary>Whether to ask the unfinished jobs to cancel when the block did not end well.</summary>
    public bool CancelJobsOnError { get; init; }

    /// <summary>Whether to wait for the session's jobs after the block.</summary>
    public bool WaitForJobs { get; init; }

    /// <summary>What the session may cost, in the currency of its estimate; null for no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Runs the block.</summary>
    /// <param name="session">The open session.</param>
    /// <param name="block">The block. Runs on the pipeline's thread.</param>
    /// <param name="cancellationToken">Ends the waiting for jobs; never the closing.</param>
    public async Task RunAsync(QuantumSession session, Action<QuantumSession> block, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = session.Client!;
        var notes = new DeferredErrorPipeline();
        bool endedWell = false;
        try
        {
            await using (MaxCost is { } amount ? new CostMonitor(client, session, new CostLimit(amount), notes) : null)
            {
                block(session);
                if (WaitForJobs)
                {
                    await WaitForJobsAsync(client, session, cancellationToken);
                }
            }

            endedWell = true;
        }
        finally
        {
            await CloseAsync(client, session, cancelJobs: CancelJobsOnError && !endedWell, notes);
            Report(notes, endedWell);
        }
    }

    private static async Task CloseAsync(IWorkspaceClient client, QuantumSession session, bool cancelJobs, DeferredErrorPipeline notes)
    {
        using var limit = new CancellationTokenSource(CloseLimit);
        try
        {
            await notes.RunForItemAsync(session, async () =>
            {
                if (cancelJobs)
                {
                    await new JobCanceller(notes).CancelUnfinishedAsync(client, session.Id, limit.Token);
                }

                await client.CloseSessionAsync(session.Id, limit.Token);
            });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            notes.WriteError(ErrorMapper.ToError(
                new QuantumServiceException(
                    QuantumErrorKind.Timeout,
                    $"{session.DisplayName} could not be closed within {CloseLimit.TotalSeconds:0} seconds. Close it with: Stop-AzQuantumSession {session.Id}"),
                session));
        }
    }

    private async Task WaitForJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        var waiter = new JobWaiter(output, TimeProvider.System) { Write = _ => Task.CompletedTask };
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, new JobFilter(), cancellationToken))
        {
            if (!job.IsTerminal)
            {
                waiter.Add(client, ItemReference<QuantumSessionJob>.From(job));
            }
        }

        await waiter.WaitAsync(cancellationToken);
    }

    // After a block that failed, an error of ours that itself breaks the pipeline must not take the place of the block's. The
    // engine takes the first that breaks it for the pipeline's, so it must not come to that.
    private void Report(DeferredErrorPipeline notes, bool succeeded)
    {
        foreach (CmdletError error in notes.Errors)
        {
            if (!succeeded && output.IsErrorActionStop)
            {
                output.WriteHostError(error.Exception.Message);
                continue;
            }

            try
            {
                output.WriteError(error);
            }
            catch (Exception) when (!succeeded)
            {
                output.WriteHostError(error.Exception.Message);
            }
        }
    }
}
