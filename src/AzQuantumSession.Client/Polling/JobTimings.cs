namespace AzQuantumSession.Client.Polling;

/// <summary>Remembers when this client submitted jobs, and how long the last jobs of each session took. Thread-safe and bounded.</summary>
/// <param name="time">The clock.</param>
internal sealed class JobTimings(TimeProvider time)
{
    private const int MaxJobs = 10_000;
    private const int MaxSessions = 256;

    // A session without jobs times out after 10 minutes. A job can run longer.
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly object _lock = new();
    private readonly Dictionary<string, (string? SessionId, long SentAt)> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _jobOrder = new();
    private readonly Dictionary<string, (RecentDurations Durations, long UsedAt)> _sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the time before a submission, for <see cref="AddSubmission"/>.</summary>
    public long GetTimestamp() => time.GetTimestamp();

    /// <summary>Remembers a submission.</summary>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="sessionId">The id of its session; null for a job without a session.</param>
    /// <param name="sentAt">
    /// When the job was sent. A request takes about as long to the service as the submission did, so a poll at this time plus the duration
    /// of the job arrives when the job ends, regardless of the latency.
    /// </param>
    public void AddSubmission(string jobId, string? sessionId, long sentAt)
    {
        lock (_lock)
        {
            if (_jobs.TryAdd(jobId, (sessionId, sentAt)))
            {
                _jobOrder.Enqueue(jobId);
            }

            while (_jobOrder.Count > MaxJobs)
            {
                _jobs.Remove(_jobOrder.Dequeue());
            }
        }
    }

    /// <summary>Returns what is known about a job; null if this client did not submit it.</summary>
    public JobTiming? Find(string jobId)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(jobId, out (string? SessionId, long SentAt) job)
                ? new JobTiming(time.GetElapsedTime(job.SentAt), job.SessionId is null ? null : FindSession(job.SessionId)?.Expected)
                : null;
        }
    }

    /// <summary>Forgets a job that has ended. If it succeeded in a session, its duration is remembered.</summary>
    public void AddEnd(QuantumSessionJob job)
    {
        lock (_lock)
        {
            if (!_jobs.Remove(job.Id, out (string? SessionId, long SentAt) submission)
                || submission.SessionId is not { } sessionId
                || !(job.Status.EqualsIgnoreCase(JobStatus.Succeeded) || job.Status.EqualsIgnoreCase(JobStatus.Completed))
                || job is not { CreationTime: { } created, EndExecutionTime: { } ended })
            {
                return;
            }

            RecentDurations durations = FindSession(sessionId) ?? new();
            durations.Add(created, ended);
            _sessions[sessionId] = (durations, time.GetTimestamp());
            if (_sessions.Count > MaxSessions)
            {
                _sessions.Remove(_sessions.MinBy(session => session.Value.UsedAt).Key);
            }
        }
    }

    /// <summary>Forgets the durations of a session that is closed.</summary>
    public void ForgetSession(string sessionId)
    {
        lock (_lock)
        {
            _sessions.Remove(sessionId);
        }
    }

    private RecentDurations? FindSession(string sessionId)
    {
        if (_sessions.TryGetValue(sessionId, out (RecentDurations Durations, long UsedAt) session) && time.GetElapsedTime(session.UsedAt) <= MaxAge)
        {
            return session.Durations;
        }

        _sessions.Remove(sessionId);
        return null;
    }
}
