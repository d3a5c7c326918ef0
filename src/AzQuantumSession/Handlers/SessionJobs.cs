namespace AzQuantumSession.Handlers;

/// <summary>Reads sessions together with their jobs.</summary>
internal static class SessionJobs
{
    /// <summary>Reads a session with its jobs. A session that is known to have ended with all its jobs does not change, and needs no request.</summary>
    public static async Task<QuantumSession> ReadAsync(
        IWorkspaceClient client, ItemReference<QuantumSession> item, TimeProvider clock, CancellationToken cancellationToken) =>
        item.KnownItem is { IsTerminal: true, Jobs: { } jobs } known && jobs.All(job => job.IsTerminal)
            ? known
            : await AddAsync(client, await client.GetSessionAsync(item.Id, cancellationToken), clock, cancellationToken);

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
}
