namespace AzQuantumSession;

/// <summary>The times when a job was queued and when it ran. The interval of a phase that is unknown, or did not occur, is empty.</summary>
/// <param name="Job">The job.</param>
/// <param name="Queued">From the submission to the start of the job, or to its end if it never started.</param>
/// <param name="Running">From the start of the job to its end.</param>
internal sealed record JobPhases(QuantumSessionJob Job, TimeInterval Queued, TimeInterval Running)
{
    /// <summary>From the submission to the end.</summary>
    public TimeInterval Total => new(Queued.Start, Running.End);

    /// <summary>Determines the phases of jobs from their times.</summary>
    /// <param name="jobs">The jobs. A job without a submission time is omitted.</param>
    /// <param name="now">The end of jobs that have not ended.</param>
    /// <returns>The phases, in the order of submission.</returns>
    public static IReadOnlyList<JobPhases> Read(IEnumerable<QuantumSessionJob> jobs, DateTimeOffset now) =>
        [.. jobs.Where(job => job.CreationTime is not null).OrderBy(job => job.CreationTime).Select(job => Read(job, job.CreationTime!.Value, now))];

    private static JobPhases Read(QuantumSessionJob job, DateTimeOffset submitted, DateTimeOffset now)
    {
        // A job that ended has an end, unless the service omits it. Without any time of its end, it counts as ended when it started.
        DateTimeOffset end = job.EndExecutionTime ?? (job.IsTerminal ? job.BeginExecutionTime ?? submitted : now);
        end = end > submitted ? end : submitted;
        // A job with an unknown start ran from its submission, as for its duration, if its status says that it ran.
        DateTimeOffset start = job.BeginExecutionTime ?? (HasRun(job.Status) ? submitted : end);
        start = start < submitted ? submitted : start > end ? end : start;
        return new JobPhases(job, new TimeInterval(submitted, start), new TimeInterval(start, end));
    }

    private static bool HasRun(string status) =>
        status.EqualsIgnoreCase(JobStatus.Executing) || status.EqualsIgnoreCase(JobStatus.Finishing)
        || status.EqualsIgnoreCase(JobStatus.Completed) || status.EqualsIgnoreCase(JobStatus.Succeeded);
}
