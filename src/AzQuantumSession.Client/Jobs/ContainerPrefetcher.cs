using AzQuantumSession.Client.Storage;

namespace AzQuantumSession.Client.Jobs;

/// <summary>
/// Requests the container of a session's next job in the background, while the caller works with the result of the last job. The name of
/// a container contains the id of its job, so the prefetcher chooses the id, and the next submission takes it
/// (docs/decisions/0015-request-the-next-container-ahead.md).
/// </summary>
/// <param name="requestAsync">Requests the URI of a job's container, without retries and without a sign-in.</param>
/// <param name="isEnabled">Whether the service creates the container. Otherwise, nothing is requested.</param>
/// <param name="time">The clock.</param>
internal sealed class ContainerPrefetcher(Func<string, CancellationToken, Task<Uri>> requestAsync, bool isEnabled, TimeProvider time) : IDisposable
{
    /// <summary>The maximum time between two submissions that follow each other, and the maximum age of a URI that is used.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stop = new();

    // Also the lock for the state of the sessions.
    private readonly Dictionary<string, SessionState> _sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the id for the next job of a session: the id whose container is requested, or else a new id.</summary>
    /// <param name="sessionId">The id of the session; null for a job without a session.</param>
    public string CreateJobId(string? sessionId)
    {
        if (isEnabled && sessionId is not null)
        {
            lock (_sessions)
            {
                if (!_sessions.TryGetValue(sessionId, out SessionState? session))
                {
                    _sessions.Add(sessionId, new SessionState());
                }
                else if (session.Containers.Find(container => !container.IsTaken) is { } next)
                {
                    next.IsTaken = true;
                    return next.JobId;
                }
            }
        }

        return NewId();
    }

    /// <summary>Returns the URI of a job's container, with a SAS that is valid for at least five minutes; null if it must be requested.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="cancellationToken">Cancels the wait, but not the request.</param>
    public async Task<Uri?> TakeAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        Container? container;
        lock (_sessions)
        {
            List<Container>? containers = Find(submission.SessionId)?.Containers;
            container = containers?.Find(container => container.JobId == submission.Id);
            if (container is not null)
            {
                containers!.Remove(container);
            }
        }

        if (container is null || time.GetElapsedTime(container.RequestedAt) >= MaxAge)
        {
            return null;
        }

        Uri? uri = await container.Uri.WaitAsync(cancellationToken).ConfigureAwait(false);
        return SasUriProvider.HasValidSas(uri?.AbsoluteUri, time.GetUtcNow()) ? uri : null;
    }

    /// <summary>Records a submission. If it follows another submission to the session, requests the container of the next job.</summary>
    /// <param name="sessionId">The id of the session; null for a job without a session.</param>
    public void RecordSubmission(string? sessionId)
    {
        lock (_sessions)
        {
            if (Find(sessionId) is not { } session)
            {
                return;
            }

            bool isFollowing = session.SubmittedAt is { } last && time.GetElapsedTime(last) < MaxAge;
            session.SubmittedAt = time.GetTimestamp();
            if (isFollowing && session.Containers.TrueForAll(container => container.IsTaken) && !_stop.IsCancellationRequested)
            {
                string jobId = NewId();
                session.Containers.Add(new Container(jobId, time.GetTimestamp(), StartRequest(jobId, _stop.Token)));
            }
        }
    }

    /// <summary>Forgets a session that takes no more jobs.</summary>
    public void Forget(string sessionId)
    {
        lock (_sessions)
        {
            _sessions.Remove(sessionId);
        }
    }

    /// <summary>Cancels the requests in the background.</summary>
    public void Dispose()
    {
        lock (_sessions)
        {
            _sessions.Clear();
            if (!_stop.IsCancellationRequested)
            {
                _stop.Cancel();
                _stop.Dispose();
            }
        }
    }

    private static string NewId() => Guid.NewGuid().ToString("D");

    private SessionState? Find(string? sessionId) => sessionId is null ? null : _sessions.GetValueOrDefault(sessionId);

    private Task<Uri?> StartRequest(string jobId, CancellationToken cancellationToken)
    {
        return Telemetry.RunDetached(async () =>
        {
            try
            {
                return await requestAsync(jobId, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // No command can report the error. The next submission sends the request itself, and reports its errors.
                return (Uri?)null;
            }
        });
    }

    private sealed class SessionState
    {
        /// <summary>The timestamp of the last submission; null if there was none.</summary>
        public long? SubmittedAt { get; set; }

        /// <summary>The requested containers: at most one that is not taken, and those of submissions that are starting.</summary>
        public List<Container> Containers { get; } = [];
    }

    private sealed record Container(string JobId, long RequestedAt, Task<Uri?> Uri)
    {
        /// <summary>Whether a caller has the id.</summary>
        public bool IsTaken { get; set; }
    }
}
