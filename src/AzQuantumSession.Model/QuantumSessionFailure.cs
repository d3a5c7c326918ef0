namespace AzQuantumSession;

/// <summary>A reason why a session failed: the error of a failed job, or of the session itself. Its texts have no control characters; the job has its own id and name.</summary>
public sealed class QuantumSessionFailure
{
    internal QuantumSessionFailure()
    {
    }

    /// <summary>The id of the job that failed; null if the session itself failed.</summary>
    public string? JobId { get; internal init => field = VisibleText.Line(value); }

    /// <summary>The name of the job, or its id if it has no name; null if the session itself failed.</summary>
    public string? JobName { get; internal init => field = VisibleText.Line(value); }

    /// <summary>The error code, for example <c>InvalidCircuit</c>; null if the service returned none.</summary>
    public string? Code { get; internal init => field = VisibleText.Lines(value); }

    /// <summary>The error message; null if the service returned none.</summary>
    public string? Message { get; internal init => field = VisibleText.Lines(value); }

    /// <summary>The errors that led to the error.</summary>
    public IReadOnlyList<QuantumErrorData> Details { get; internal init => field = ReadableList<QuantumErrorData>.From(value); } = ReadableList<QuantumErrorData>.Empty;

    /// <summary>The error code and message, or a sentence that says that there are none.</summary>
    internal string Reason =>
        new QuantumErrorData { Code = Code, Message = Message }.ToString() is { Length: > 0 } reason ? reason : "The service returned no reason.";

    /// <summary>Returns the job and the reason.</summary>
    /// <returns>For example <c>Job 'bell' (…) failed. InvalidCircuit: There is no gate 'x9'.</c></returns>
    public override string ToString() => JobId is null ? Reason : $"Job '{JobName}' ({JobId}) failed. {Reason}";

    /// <summary>Returns the failure of a job.</summary>
    internal static QuantumSessionFailure FromJob(QuantumSessionJob job) => new()
    {
        JobId = job.Id,
        JobName = job.NameOrId,
        Code = job.ErrorData?.Code,
        Message = job.ErrorData?.Message,
        Details = job.ErrorData?.Details ?? [],
    };

    /// <summary>Returns the failed jobs in the order in which they failed.</summary>
    internal static IReadOnlyList<QuantumSessionJob> FindFailedJobs(IEnumerable<QuantumSessionJob> jobs) =>
    [
        .. jobs
            .Where(job => job.Status.EqualsIgnoreCase(JobStatus.Failed))
            .OrderBy(job => job.EndExecutionTime ?? job.CreationTime)
            .ThenBy(job => job.CreationTime),
    ];

    /// <summary>Returns the failures of a session that was read with its jobs: the failure of the session, and then the failures of its jobs in the order of submission.</summary>
    internal static IReadOnlyList<QuantumSessionFailure> Read(QuantumSession session)
    {
        QuantumSessionFailure[] jobs =
        [
            .. (session.Jobs ?? [])
                .Where(job => job.ErrorData is not null || job.Status.EqualsIgnoreCase(JobStatus.Failed))
                .OrderBy(job => job.CreationTime)
                .Select(FromJob),
        ];
        var own = new List<QuantumSessionFailure>();
        if (session.Status.EqualsIgnoreCase(SessionStatus.TimedOut))
        {
            own.Add(new QuantumSessionFailure { Message = $"No job was submitted for {SessionStatus.IdleTimeout.TotalMinutes:0} minutes." });
        }

        // The error of a session is often the error of the first job that failed.
        if (session.ErrorData is { } error && !jobs.Any(job => job.Code == error.Code && job.Message == error.Message))
        {
            own.Add(new QuantumSessionFailure { Code = error.Code, Message = error.Message, Details = error.Details });
        }

        return [.. own, .. jobs];
    }
}
