namespace AzQuantumSession.Client.Polling;

/// <summary>What the client knows about a job that it submitted.</summary>
/// <param name="Age">The time since the job was submitted.</param>
/// <param name="Expected">When the job is expected to have ended; null if the times of the session's last jobs do not tell.</param>
internal sealed record JobTiming(TimeSpan Age, ExpectedDuration? Expected);

/// <summary>The time after which a job is expected to have ended, counted from its submission.</summary>
/// <param name="Poll">The time after which about 90 % of the jobs have ended.</param>
/// <param name="Margin">The part of <paramref name="Poll"/> above the median.</param>
internal sealed record ExpectedDuration(TimeSpan Poll, TimeSpan Margin);
