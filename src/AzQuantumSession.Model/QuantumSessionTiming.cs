using System.Globalization;

namespace AzQuantumSession;

/// <summary>
/// What the time of a session was spent on, computed from the times of its jobs. Each moment between <see cref="StartTime"/> and
/// <see cref="EndTime"/> counts once: <see cref="BusyTime"/>, <see cref="QueuedTime"/> and <see cref="IdleTime"/> add up to
/// <see cref="Elapsed"/>, also if jobs overlap.
/// </summary>
/// <remarks>
/// A job is queued from its submission to its start, and runs from its start to its end. If the service did not return the start of a
/// job that ran, the job counts as running from its submission. The time of a job outside of the session is not counted.
/// </remarks>
public sealed class QuantumSessionTiming
{
    internal QuantumSessionTiming()
    {
    }

    /// <summary>The time when the session was opened.</summary>
    public DateTimeOffset StartTime { get; internal init; }

    /// <summary>The time when the session ended; for a session that has not ended, the time when it was read.</summary>
    public DateTimeOffset EndTime { get; internal init; }

    /// <summary>The time from <see cref="StartTime"/> to <see cref="EndTime"/>.</summary>
    public TimeSpan Elapsed => EndTime - StartTime;

    /// <summary>The time during which at least one job ran.</summary>
    public TimeSpan BusyTime { get; internal init; }

    /// <summary>The time during which at least one job was queued, and no job ran.</summary>
    public TimeSpan QueuedTime { get; internal init; }

    /// <summary>The time during which no job was queued or ran: the sum of <see cref="Gaps"/>.</summary>
    public TimeSpan IdleTime { get; internal init; }

    /// <summary>
    /// The part of <see cref="IdleTime"/> between two jobs: the time in which the user's program computed the next job from the result
    /// of the last job.
    /// </summary>
    public TimeSpan ThinkTime { get; internal init; }

    /// <summary>The times without a job, in order: before the first job, between jobs, and after the last job.</summary>
    public IReadOnlyList<QuantumSessionGap> Gaps { get; internal init; } = [];

    /// <summary>The number of jobs that ended, for each minute of <see cref="Elapsed"/>; null if no time has elapsed.</summary>
    public double? JobsPerMinute { get; internal init; }

    /// <summary>
    /// The cost of the session (<see cref="QuantumSession.Cost"/>) divided by the number of jobs, in <see cref="Currency"/>. Null if there
    /// are no jobs, no estimates, or estimates in different currencies.
    /// </summary>
    public decimal? CostPerJob { get; internal init; }

    /// <summary>The currency of <see cref="CostPerJob"/>, as an ISO 4217 code; null if it is not known.</summary>
    public string? Currency { get; internal init => field = VisibleText.Line(value); }

    /// <summary>Computes the timing of a session.</summary>
    /// <param name="session">The session, with its cost.</param>
    /// <param name="jobs">All its jobs, in any order.</param>
    /// <param name="now">The time when the session was read. A later time of a job replaces it, because clocks differ.</param>
    /// <returns>The timing; null if the service returned no creation time.</returns>
    internal static QuantumSessionTiming? Create(QuantumSession session, IReadOnlyList<QuantumSessionJob> jobs, DateTimeOffset now)
    {
        if (session.CreationTime is not { } start)
        {
            return null;
        }

        DateTimeOffset end = GetEnd(session, jobs, start, now);
        var span = new TimeInterval(start, end);
        IReadOnlyList<JobPhases> phases = JobPhases.Read(jobs, end);
        IReadOnlyList<TimeInterval> busy = TimeInterval.Merge(phases.Select(job => job.Running.Intersect(span)));
        IReadOnlyList<TimeInterval> used = TimeInterval.Merge(phases.Select(job => job.Total.Intersect(span)));
        QuantumSessionGap[] gaps = [.. span.Except(used).Select(gap => new QuantumSessionGap(
            gap, used.Count > 0 && gap.Start >= used[0].End && gap.End <= used[^1].Start))];
        TimeSpan busyTime = TimeInterval.Sum(busy);
        return new QuantumSessionTiming
        {
            StartTime = start,
            EndTime = end,
            BusyTime = busyTime,
            QueuedTime = TimeInterval.Sum(used) - busyTime,
            IdleTime = TimeSpan.FromTicks(gaps.Sum(gap => gap.Duration.Ticks)),
            ThinkTime = TimeSpan.FromTicks(gaps.Where(gap => gap.IsBetweenJobs).Sum(gap => gap.Duration.Ticks)),
            Gaps = gaps,
            JobsPerMinute = span.IsEmpty ? null : jobs.Count(job => job.IsTerminal) / span.Duration.TotalMinutes,
            CostPerJob = jobs.Count > 0 ? session.Cost / jobs.Count : null,
            Currency = session.Currency,
        };
    }

    /// <summary>Returns a summary.</summary>
    /// <returns>For example <c>busy 00:01:10, queued 00:00:05, idle 00:02:00</c>, with durations rounded down to seconds.</returns>
    public override string ToString() =>
        $"busy {QuantumSessionGap.Format(BusyTime)}, queued {QuantumSessionGap.Format(QueuedTime)}, idle {QuantumSessionGap.Format(IdleTime)}";

    private static DateTimeOffset GetEnd(
        QuantumSession session, IReadOnlyList<QuantumSessionJob> jobs, DateTimeOffset start, DateTimeOffset now)
    {
        // A session that ended, but whose end is unknown, ended with its last job.
        IEnumerable<DateTimeOffset?> known = jobs
            .SelectMany(job => new[] { job.CreationTime, job.BeginExecutionTime, job.EndExecutionTime })
            .Append(start)
            .Append(session.IsTerminal ? null : now);
        DateTimeOffset end = session.EndExecutionTime ?? known.Max()!.Value;
        return end > start ? end : start;
    }
}

/// <summary>A time in which a session had no job.</summary>
public sealed class QuantumSessionGap
{
    internal QuantumSessionGap(TimeInterval interval, bool isBetweenJobs)
    {
        StartTime = interval.Start;
        EndTime = interval.End;
        IsBetweenJobs = isBetweenJobs;
    }

    /// <summary>The start of the gap: the end of the last job, or the opening of the session.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>The end of the gap: the submission of the next job, or the end of the session.</summary>
    public DateTimeOffset EndTime { get; }

    /// <summary>The time from <see cref="StartTime"/> to <see cref="EndTime"/>.</summary>
    public TimeSpan Duration => EndTime - StartTime;

    /// <summary>True between two jobs; false before the first job and after the last job.</summary>
    public bool IsBetweenJobs { get; }

    /// <summary>Returns the duration.</summary>
    /// <returns>For example <c>00:01:30</c>, rounded down to seconds.</returns>
    public override string ToString() => Format(Duration);

    internal static string Format(TimeSpan duration) =>
        new TimeSpan(duration.Ticks - (duration.Ticks % TimeSpan.TicksPerSecond)).ToString("c", CultureInfo.InvariantCulture);
}
