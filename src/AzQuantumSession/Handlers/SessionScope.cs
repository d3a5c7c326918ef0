using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Runs a script block with a session, and always closes the session: also if the block throws an exception or is stopped. The error of
/// the block is rethrown unchanged. A failure to close the session is reported in addition.
/// </summary>
internal sealed class SessionScope(ICmdletOutput output)
{
    /// <summary>Whether to cancel the unfinished jobs if the block failed or was stopped.</summary>
    public bool CancelJobsOnError { get; init; }

    /// <summary>Whether to wait for the jobs of the session after the block.</summary>
    public bool WaitForJobs { get; init; }

    /// <summary>The limits of the session.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <summary>Whether to warn before the service ends the session because no job runs.</summary>
    public bool KeepAliveWarning { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs the block, and closes the session.</summary>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The open session.</param>
    /// <param name="block">Runs the block on the pipeline thread. Returns false if the block was stopped at a limit.</param>
    /// <param name="stopBlock">Stops the block, on any thread.</param>
    /// <param name="cancellationToken">Cancels the wait for jobs, but not the closing of the session.</param>
    public async Task RunAsync(IWorkspaceClient client, QuantumSession session, Func<QuantumSession, bool> block, Action stopBlock, CancellationToken cancellationToken)
    {
        var deferredErrors = new DeferredOutput();
        var monitor = new SessionMonitor(client, session, Time);
        bool succeeded = false;
        try
        {
            await using (monitor)
            {
                monitor.Enforce(Limits, deferredErrors, output.WriteHostWarning, stopBlock);
                if (KeepAliveWarning)
                {
                    monitor.WarnBeforeIdleTimeout(output.WriteHostWarning);
                }

                if (block(session) && WaitForJobs)
                {
                    await WaitForJobsAsync(client, session, cancellationToken);
                }
            }

            succeeded = true;
        }
        finally
        {
            if (!monitor.HasEnforcedLimit)
            {
                await SessionClosing.TryCloseAsync(
                    deferredErrors, client, session, cancelJobs: CancelJobsOnError && !succeeded, Time, CancellationToken.None);
            }

            Report(deferredErrors, succeeded);
        }
    }

    private async Task WaitForJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        var waiter = new JobWaiter(output, TimeProvider.System)
        {
            Write = _ => Task.CompletedTask,
            GetContinuation = static id => $"To continue: Get-AzQuantumSessionJob -Id {id} | Wait-AzQuantumSessionJob",
        };
        try
        {
            await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, new ItemFilter(), cancellationToken))
            {
                if (!job.IsTerminal)
                {
                    waiter.Add(client, ItemReference<QuantumSessionJob>.From(job));
                }
            }
        }
        catch (QuantumServiceException e)
        {
            // The block has succeeded, so its jobs are not cancelled. The next session of the command does not depend on this error.
            output.WriteError(ErrorMapper.ToError(
                e.Append($"To wait for the jobs: Get-AzQuantumSessionJob -SessionId {session.Id} | Wait-AzQuantumSessionJob"), session));
            return;
        }

        await waiter.WaitAsync(cancellationToken);
    }

    // If the block failed, its error must remain the error of the pipeline. The engine keeps the first terminating error, so these errors
    // must not terminate the pipeline: under -ErrorAction Stop they are written to the host instead.
    private void Report(DeferredOutput deferredErrors, bool succeeded)
    {
        foreach (CmdletError error in deferredErrors.Errors)
        {
            if (!succeeded && output.IsErrorActionStop)
            {
                output.WriteHostError(error.Message);
                continue;
            }

            try
            {
                output.WriteError(error);
            }
            catch (Exception) when (!succeeded)
            {
                output.WriteHostError(error.Message);
            }
        }
    }
}
