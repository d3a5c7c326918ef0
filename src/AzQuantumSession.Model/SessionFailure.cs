namespace AzQuantumSession;

/// <summary>A reason why a session or one of its jobs failed.</summary>
/// <param name="JobName">The name of the job, or its id if it has no name; null if the session itself failed.</param>
/// <param name="Reason">The error code and message.</param>
/// <param name="Details">The errors that led to the error.</param>
internal sealed record SessionFailure(string? JobName, string Reason, IReadOnlyList<QuantumErrorData> Details)
{
    /// <summary>Returns the failures of a session that was read with its jobs: the failure of the session, and then the failures of its jobs in the order of submission.</summary>
    public static IReadOnlyList<SessionFailure> Read(QuantumSession session)
    {
        SessionFailure[] jobs =
        [
            .. (session.Jobs ?? [])
                .Where(job => job.ErrorData is not null || job.Status.EqualsIgnoreCase(JobStatus.Failed))
                .OrderBy(job => job.CreationTime)
                .Select(job => Create(job.NameOrId, job.ErrorData)),
        ];
        var own = new List<SessionFailure>();
        if (session.Status.EqualsIgnoreCase(SessionStatus.TimedOut))
        {
            own.Add(new SessionFailure(null, $"No job was submitted for {SessionStatus.IdleTimeout.TotalMinutes:0} minutes.", []));
        }

        // The error of a session is often the error of the first job that failed.
        if (session.ErrorData is { } error && Create(null, error) is var failure && !jobs.Any(job => job.Reason == failure.Reason))
        {
            own.Add(failure);
        }

        return [.. own, .. jobs];
    }

    private static SessionFailure Create(string? jobName, QuantumErrorData? error) =>
        new(jobName, error?.ToString() is { Length: > 0 } reason ? reason : "The service returned no reason.", error?.Details ?? []);
}
