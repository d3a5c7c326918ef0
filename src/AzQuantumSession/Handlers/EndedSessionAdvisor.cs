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
            return session.IsTerminal ? await CreateErrorAsync(client, session, error.Message, cancellationToken) : error;
        }
        catch (QuantumServiceException)
        {
            return error;
        }
    }

    /// <summary>Returns the error for a job in a session that has ended, with the job that ended the session.</summary>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="details">The message of the service; empty if the job was not sent to it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async Task<CmdletException> CreateErrorAsync(
        IWorkspaceClient client, QuantumSession session, string details, CancellationToken cancellationToken) => new(
            ErrorIds.SessionEnded,
            ErrorCategory.InvalidOperation,
            $"{session.DisplayName} has ended as {session.Status}, and accepts no more jobs. "
            + $"{await GetReasonAsync(client, session, cancellationToken)}Open another session, and give it to -Session. {details}".TrimEnd(),
            session,
            $"New-AzQuantumSession {session.Target}");

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

        QuantumSession explained = await SessionJobs.AddFirstFailureAsync(client, session, cancellationToken);
        return ErrorFactory.GetReason(explained) is { } reason ? $"{reason} " : "";
    }
}
