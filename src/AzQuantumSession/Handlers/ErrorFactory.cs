using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Creates the errors for sessions and jobs that ended without success.</summary>
internal static class ErrorFactory
{
    /// <summary>Returns the error for a failed or timed-out session, or null.</summary>
    public static CmdletException? ForSession(QuantumSession session)
    {
        if (session.Status.EqualsIgnoreCase(SessionStatus.TimedOut))
        {
            return new CmdletException(
                ErrorIds.SessionTimedOut,
                ErrorCategory.OperationTimeout,
                $"{session.DisplayName} timed out: no job was submitted for {SessionStatus.IdleTimeout.TotalMinutes:0} minutes.{FormatErrorData(session)}",
                session,
                "Close a session when its last job is submitted, and submit the next job in time.");
        }

        return session.Status.EqualsIgnoreCase(SessionStatus.Failed)
            ? new CmdletException(
                ErrorIds.SessionFailed,
                ErrorCategory.InvalidResult,
                GetReason(session) is { } reason ? $"{session.DisplayName} failed. {reason}" : $"{session.DisplayName} failed.",
                session,
                $"Get-AzQuantumSessionJob -SessionId {session.Id} -Status Failed")
            : null;
    }

    /// <summary>Returns why a session failed: its own error, or the error of the first job that failed; null if neither is known.</summary>
    public static string? GetReason(QuantumSession session) =>
        session.ErrorData?.ToString() is { Length: > 0 } reason ? reason : session.FirstFailure?.ToString();

    /// <summary>Returns the error for a failed or cancelled job, or null.</summary>
    public static CmdletException? ForJob(QuantumSessionJob job)
    {
        if (job.Status.EqualsIgnoreCase(JobStatus.Failed))
        {
            return new CmdletException(
                ErrorIds.JobFailed, ErrorCategory.InvalidResult, $"{job.DisplayName} failed.{FormatErrorData(job)}", job, GetDetailsCommand(job));
        }

        return job.Status.EqualsIgnoreCase(JobStatus.Cancelled)
            ? new CmdletException(
                ErrorIds.JobCancelled, ErrorCategory.OperationStopped, $"{job.DisplayName} was cancelled.{FormatErrorData(job)}", job, GetDetailsCommand(job))
            : null;
    }

    private static string GetDetailsCommand(QuantumSessionJob job) => $"Get-AzQuantumSessionJob -Id {job.Id} | Format-List";

    private static string FormatErrorData(IWorkspaceItem item) =>
        item.ErrorData?.ToString() is { Length: > 0 } reason ? $" {reason}" : "";
}
