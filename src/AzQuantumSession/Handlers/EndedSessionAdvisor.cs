using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Explains the error of a job that the service rejected because the session has ended.</summary>
internal static class EndedSessionAdvisor
{
    /// <summary>
    /// Returns an error with the status of the session and the job that ended it, or the error itself if the session has not ended, or cannot
    /// be read.
    /// </summary>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="sessionId">The id of the session.</param>
    /// <param name="error">The error of the service.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async Task<Exception> ExplainAsync(
        IWorkspaceClient client, string sessionId, QuantumServiceException error, CancellationToken cancellationToken)
    {
        try
        {
            QuantumSession session = await client.GetSessionAsync(sessionId, cancellationToken);
            if (!session.IsTerminal)
            {
                return error;
            }

            return new CmdletException(
                ErrorIds.SessionEnded,
                ErrorCategory.InvalidOperation,
                $"{session.DisplayName} has ended as {session.Status}, and accepts no more jobs. "
                + $"{await GetReasonAsync(client, session, cancellationToken)}Open another session. {error.Message}",
                session,
                $"New-AzQuantumSession {session.Target}");
        }
        catch (QuantumServiceException)
        {
            return error;
        }
    }

    private static async Task<string> GetReasonAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        if (session.Status.EqualsIgnoreCase(SessionStatus.TimedOut))
        {
            return $"No job was submitted for {SessionStatus.IdleTimeout.TotalMinutes:0} minutes. ";
        }

        if (!session.Status.EqualsIgnoreCase(SessionStatus.Failed))
        {
            return "It was closed. ";
        }

        // The first failed job is the reason, and the service returns no other reason (docs/service.md, section 3.3).
        var filter = new ItemFilter { Statuses = [JobStatus.Failed], Descending = false, Limit = 1 };
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, filter, cancellationToken))
        {
            return $"{ErrorFactory.ForJob(job)!.Message} ";
        }

        return "";
    }
}
