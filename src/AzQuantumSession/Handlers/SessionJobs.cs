namespace AzQuantumSession.Handlers;

/// <summary>Reads sessions together with their jobs.</summary>
internal static class SessionJobs
{
    /// <summary>The number of failed jobs among which the first failure is searched: one page.</summary>
    private const int MaxFailedJobs = 100;

    /// <summary>
    /// Reads a session with its jobs. A session that is known to have ended does not change, and is not read again. If all its jobs are known
    /// to have ended, no request is sent.
    /// </summary>
    public static async Task<QuantumSession> ReadAsync(
        IWorkspaceClient client, ItemReference<QuantumSession> item, TimeProvider clock, CancellationToken cancellationToken) =>
        item.KnownItem is not { IsTerminal: true } known ? await AddAsync(client, await client.GetSessionAsync(item.Id, cancellationToken), clock, cancellationToken)
        : known.Jobs is { } jobs && jobs.All(job => job.IsTerminal) ? known
        : await AddAsync(client, known, clock, cancellationToken);

    /// <summary>Reads the jobs of a session. Returns a copy of the session with the jobs and the properties that are computed from them.</summary>
    public static async Task<QuantumSession> AddAsync(
        IWorkspaceClient client, QuantumSession session, TimeProvider clock, CancellationToken cancellationToken)
    {
        var jobs = new List<QuantumSessionJob>();
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, new ItemFilter(), cancellationToken))
        {
            jobs.Add(job);
        }

        return session.WithJobs(jobs, clock.GetUtcNow());
    }

    /// <summary>
    /// Reads the reason why a session failed, which only its jobs have (docs/service.md, section 3.3). Sends one request, and none if the
    /// session has not failed or its reason is known. If the jobs cannot be read, the session has no reason.
    /// </summary>
    public static async Task<QuantumSession> AddFirstFailureAsync(
        IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        if (!session.Status.EqualsIgnoreCase(SessionStatus.Failed) || session.ErrorData is not null || session.Jobs is not null)
        {
            return session;
        }

        var failed = new List<QuantumSessionJob>();
        var filter = new ItemFilter { Statuses = [JobStatus.Failed], Descending = false, Limit = MaxFailedJobs };
        try
        {
            await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, filter, cancellationToken))
            {
                failed.Add(job);
                if (failed.Count == MaxFailedJobs)
                {
                    break;
                }
            }
        }
        catch (QuantumServiceException)
        {
            // The failure of the session is reported also without its reason.
            return session;
        }

        return QuantumSessionFailure.FindFailedJobs(failed) is [var first, ..] ? session.WithFirstFailure(first) : session;
    }
}
