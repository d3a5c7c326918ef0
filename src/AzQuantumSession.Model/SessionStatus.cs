namespace AzQuantumSession;

/// <summary>The session statuses that the service is known to send, and what they mean.</summary>
public static class SessionStatus
{
    /// <summary>Open; no job has begun.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Jobs are running, or the session is open between jobs.</summary>
    public const string Executing = "Executing";

    /// <summary>A job failed under the policy <c>Continue</c>: the session goes on, and ends as <c>Failed</c> when closed.</summary>
    public const string Failures = "Failure(s)";

    /// <summary>Ended: closed, and every job is done.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Ended: a job failed.</summary>
    public const string Failed = "Failed";

    /// <summary>Ended: no new job came for 10 minutes.</summary>
    public const string TimedOut = "TimedOut";

    /// <summary>How long the service keeps a session open in which no job runs: 10 minutes (service contract, section 4).</summary>
    public static TimeSpan IdleTimeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Every known status, in the order in which a session may pass through them.</summary>
    public static IReadOnlyList<string> All { get; } = [Waiting, Executing, Failures, Succeeded, Failed, TimedOut];

    /// <summary>The known statuses of a session that has not ended.</summary>
    public static IReadOnlyList<string> Open { get; } = [Waiting, Executing, Failures];

    /// <summary>Whether a session with this status has ended. An unknown status counts as not ended.</summary>
    /// <param name="status">A status as the service sends it; case does not matter.</param>
    /// <returns>True for <c>Succeeded</c>, <c>Failed</c> and <c>TimedOut</c>.</returns>
    public static bool IsTerminal(string? status) => Is(status, Succeeded) || Is(status, Failed) || Is(status, TimedOut);

    /// <summary>Whether a session with this status takes jobs. An unknown status counts as one that does not.</summary>
    /// <param name="status">A status as the service sends it; case does not matter.</param>
    /// <returns>True for <c>Waiting</c>, <c>Executing</c> and <c>Failure(s)</c>.</returns>
    public static bool AcceptsJobs(string? status) => Is(status, Waiting) || Is(status, Executing) || Is(status, Failures);

    internal static bool Is(string? status, string known) => string.Equals(status, known, StringComparison.OrdinalIgnoreCase);
}
