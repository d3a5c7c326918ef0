namespace AzQuantumSession;

/// <summary>The job statuses that the service is known to send, and what they mean.</summary>
public static class JobStatus
{
    /// <summary>Submitted, not looked at yet.</summary>
    public const string Queued = "Queued";

    /// <summary>Waiting for the target.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Running.</summary>
    public const string Executing = "Executing";

    /// <summary>Cancellation has been asked for.</summary>
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

    /// <summary>Ended because somebody asked for it.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>Every known status, in the order in which a job may pass through them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Queued, Waiting, Executing, CancellationRequested, Cancelling, Finishing, Completed, Succeeded, Failed, Cancelled,
    ];

    /// <summary>Whether a job with this status has ended. An unknown status counts as not ended.</summary>
    /// <param name="status">A status as the service sends it; case does not matter.</param>
    /// <returns>True for <c>Completed</c>, <c>Succeeded</c>, <c>Failed</c> and <c>Cancelled</c>.</returns>
    public static bool IsTerminal(string? status) =>
        Is(status, Completed) || Is(status, Succeeded) || Is(status, Failed) || Is(status, Cancelled);

    internal static bool Is(string? status, string known) => string.Equals(status, known, StringComparison.OrdinalIgnoreCase);
}
