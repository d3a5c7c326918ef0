namespace AzQuantumSession;

/// <summary>How <see cref="IWorkspaceClient"/> polls sessions or jobs.</summary>
public sealed record PollingOptions
{
    /// <summary>
    /// The interval between two polls; null for an interval of 12 % of the time waited so far, from 100 ms to 30 s, with 10 % jitter.
    /// </summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether to poll each session or job once, at once.</summary>
    public bool Once { get; init; }

    /// <summary>Receives the time until the next poll, on any thread; null if it is not needed.</summary>
    public IProgress<TimeSpan>? NextPoll { get; init; }
}
