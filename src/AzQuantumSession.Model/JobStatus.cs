namespace AzQuantumSession;

/// <summary>The known job statuses.</summary>
public static class JobStatus
{
    /// <summary>Submitted, but not yet processed.</summary>
    public const string Queued = "Queued";

    /// <summary>Waiting for the target.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Running.</summary>
    public const string Executing = "Executing";

    /// <summary>Cancellation has been requested.</summary>
    public const string CancellationRequested = "CancellationRequested";

    /// <summary>The target is cancelling the job.</summary>
    public const string Cancelling = "Cancelling";

    /// <summary>The result is being written.</summary>
    public const string Finishing = "Finishing";

    /// <summary>Ended with a result.</summary>
    public const string Completed = "Completed";

    /// <summary>Ended with a result.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Ended with an error.</summary>
    public const string Failed = "Failed";

    /// <summary>Ended by a cancellation request.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>All known statuses, in the order of a job's lifecycle.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Queued, Waiting, Executing, CancellationRequested, Cancelling, Finishing, Completed, Succeeded, Failed, Cancelled,
    ];

    /// <summary>Returns whether a job with a status has ended. An unknown status counts as not ended.</summary>
    /// <param name="status">The status. Case does not matter.</param>
    /// <returns>True for <c>Completed</c>, <c>Succeeded</c>, <c>Failed</c> and <c>Cancelled</c>.</returns>
    public static bool IsTerminal(string? status) =>
        status.EqualsIgnoreCase(Completed) || status.EqualsIgnoreCase(Succeeded)
        || status.EqualsIgnoreCase(Failed) || status.EqualsIgnoreCase(Cancelled);
}
