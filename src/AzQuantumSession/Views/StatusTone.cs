namespace AzQuantumSession.Views;

/// <summary>What the status of a session or job means to a reader, for its color.</summary>
internal enum StatusTone
{
    /// <summary>Not started, or not known.</summary>
    Neutral,

    /// <summary>In progress.</summary>
    Active,

    /// <summary>Ended with success.</summary>
    Success,

    /// <summary>In progress, with failures.</summary>
    Warning,

    /// <summary>Ended without success.</summary>
    Failure,
}

/// <summary>The tones of the known statuses.</summary>
internal static class StatusTones
{
    private static readonly Dictionary<string, StatusTone> ByStatus = new(StringComparer.OrdinalIgnoreCase)
    {
        [JobStatus.Succeeded] = StatusTone.Success,
        [JobStatus.Completed] = StatusTone.Success,
        [JobStatus.Executing] = StatusTone.Active,
        [JobStatus.Failed] = StatusTone.Failure,
        [JobStatus.Cancelled] = StatusTone.Failure,
        [SessionStatus.Failures] = StatusTone.Warning,
        [SessionStatus.TimedOut] = StatusTone.Failure,
    };

    /// <summary>Returns the tone of a status, also of statuses that sessions and jobs share.</summary>
    public static StatusTone Get(string status) => ByStatus.GetValueOrDefault(status);
}
