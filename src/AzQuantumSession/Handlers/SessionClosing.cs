using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Closes sessions, and requests the cancellation of their unfinished jobs at the same time: jobs that cannot be listed, or whose
/// cancellation takes long, do not keep a session open.
/// </summary>
internal static class SessionClosing
{
    /// <summary>
    /// The maximum time to close a session, and to cancel its jobs, if the user cannot stop the command, because Ctrl+C may be the reason to
    /// close the session. It includes a Retry-After value of a busy service.
    /// </summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Closes a session.</summary>
    /// <param name="output">Receives the errors of jobs that cannot be cancelled.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancelJobs">Whether to request the cancellation of the unfinished jobs.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="QuantumServiceException">The session could not be closed.</exception>
    public static async Task<QuantumSession> CloseAsync(
        ICmdletOutput output, IWorkspaceClient client, ItemReference<QuantumSession> session, bool cancelJobs, CancellationToken cancellationToken)
    {
        Task<QuantumSession> closing = client.CloseSessionAsync(session.Id, cancellationToken);
        Task cancelling = cancelJobs
            ? output.RunForItemAsync(session.TargetObject, () => JobCanceller.CancelUnfinishedAsync(output, client, session.Id, cancellationToken))
            : Task.CompletedTask;
        await Task.WhenAll(closing, cancelling);
        return await closing;
    }

    /// <summary>
    /// Closes a session that may be open, because the response to the request that opens it is missing. If that fails, the host shows how to
    /// close it: the command reports why it was not opened.
    /// </summary>
    public static async Task CloseUncertainAsync(ICmdletOutput output, IWorkspaceClient client, string sessionId)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await client.CloseSessionAsync(sessionId, limit.Token);
        }
        catch (QuantumServiceException e) when (e.Kind == QuantumErrorKind.NotFound)
        {
            // The session was not opened.
        }
        catch (Exception e) when (e is QuantumServiceException or OperationCanceledException)
        {
            output.WriteHostError($"Session '{sessionId}' may be open. Close it with: Stop-AzQuantumSession {sessionId}");
        }
    }

    /// <summary>Closes a session within <see cref="TimeLimit"/>. Each failure is an error that says what to do.</summary>
    /// <param name="output">Receives the errors.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancelJobs">Whether to request the cancellation of the unfinished jobs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the attempt early, which is an error.</param>
    /// <returns>Whether the session is closed.</returns>
    public static async Task<bool> TryCloseAsync(
        ICmdletOutput output, IWorkspaceClient client, QuantumSession session, bool cancelJobs, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Task<bool> closing = TryAsync(
            () => client.CloseSessionAsync(session.Id, stop.Token), "could not be closed in time", $"Close it with: Stop-AzQuantumSession {session.Id}");
        Task cancelling = cancelJobs
            ? TryAsync(
                () => JobCanceller.CancelUnfinishedAsync(output, client, session.Id, stop.Token),
                "has unfinished jobs that could not be cancelled in time",
                $"Cancel them with: Get-AzQuantumSession {session.Id} | Stop-AzQuantumSessionJob")
            : Task.CompletedTask;
        await Task.WhenAll(closing, cancelling);
        return await closing;

        async Task<bool> TryAsync(Func<Task> work, string failure, string action)
        {
            try
            {
                await work();
                return true;
            }
            catch (QuantumServiceException e)
            {
                CmdletError error = ErrorMapper.ToError(e, session);
                output.WriteError(error with { RecommendedAction = error.RecommendedAction ?? action });
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                var timeout = new QuantumServiceException(QuantumErrorKind.Timeout, $"{session.DisplayName} {failure}. {action}") { RecommendedAction = action };
                output.WriteError(ErrorMapper.ToError(timeout, session));
            }

            return false;
        }
    }
}
