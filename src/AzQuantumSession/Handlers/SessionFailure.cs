using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>What a session that ended without success is as an error.</summary>
internal static class SessionFailure
{
    public static CmdletException? From(QuantumSession session) => session.Status.ToUpperInvariant() switch
    {
        "TIMEDOUT" => new CmdletException(
            ErrorIds.SessionTimedOut,
            ErrorCategory.OperationTimeout,
            $"{Noun.Sentence(session)} timed out: no new job came for {SessionStatus.IdleTimeout.TotalMinutes:0} minutes.{Reason(session)}",
            session,
            "Close a session when its last job is submitted, and submit the next job in time."),
        "FAILED" => new CmdletException(
            ErrorIds.SessionFailed,
            ErrorCategory.InvalidResult,
            $"{Noun.Sentence(session)} failed.{Reason(session)}",
            session,
            $"Get-AzQuantumSessionJob -SessionId {session.Id} -Status Failed"),
        _ => null,
    };

    public static string Reason(IWorkspaceItem item) =>
        item.ErrorData?.ToString() is { Length: > 0 } reason ? $" {reason}" : "";
}
