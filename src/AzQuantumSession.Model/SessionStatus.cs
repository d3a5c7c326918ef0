namespace AzQuantumSession;

/// <summary>The known session statuses.</summary>
public static class SessionStatus
{
    /// <summary>Open: no job has started.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Open: a job has started.</summary>
    public const string Executing = "Executing";

    /// <summary>Open: a job failed with the policy <c>Continue</c>. The session ends as <c>Failed</c> when it is closed.</summary>
    public const string Failures = "Failure(s)";

    /// <summary>Ended: the session was closed, and every job has ended.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Ended: a job failed.</summary>
    public const string Failed = "Failed";

    /// <summary>Ended: no new job was submitted for 10 minutes.</summary>
    public const string TimedOut = "TimedOut";

    /// <summary>The time after which the service ends a session without running jobs: 10 minutes (docs/service.md, section 4).</summary>
    public static TimeSpan IdleTimeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>All known statuses, in the order of a session's lifecycle.</summary>
    public static IReadOnlyList<string> All { get; } = [Waiting, Executing, Failures, Succeeded, Failed, TimedOut];

    /// <summary>The known statuses of a session that has not ended.</summary>
    public static IReadOnlyList<string> Open { get; } = [Waiting, Executing, Failures];

    /// <summary>Returns whether a session with a status has ended. An unknown status counts as not ended.</summary>
    /// <param name="status">The status. Case does not matter.</param>
    /// <returns>True for <c>Succeeded</c>, <c>Failed</c> and <c>TimedOut</c>.</returns>
    public static bool IsTerminal(string? status) =>
        status.EqualsIgnoreCase(Succeeded) || status.EqualsIgnoreCase(Failed) || status.EqualsIgnoreCase(TimedOut);

    /// <summary>Returns whether a session with a status accepts jobs. With an unknown status, it does not.</summary>
    /// <param name="status">The status. Case does not matter.</param>
    /// <returns>True for <c>Waiting</c>, <c>Executing</c> and <c>Failure(s)</c>.</returns>
    public static bool AcceptsJobs(string? status) => Open.Contains(status, StringComparer.OrdinalIgnoreCase);
}
