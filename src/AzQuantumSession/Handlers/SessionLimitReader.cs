namespace AzQuantumSession.Handlers;

/// <summary>Reads what the limits of polled sessions need: their jobs, because the service estimates the cost of jobs only (docs/service.md, section 3.3).</summary>
internal sealed class SessionLimitReader(SessionLimits limits, TimeProvider time)
{
    // A single failure can be a restart of the service. Three in a row are not.
    private const int MaxConsecutiveFailures = 3;

    private readonly Dictionary<string, int> _failures = [];

    /// <summary>
    /// Adds the jobs to a session, if a limit concerns them and the session does not already contain what the limit needs. If the jobs of
    /// a session that will be polled again cannot be read, returns the session without jobs.
    /// </summary>
    /// <exception cref="QuantumServiceException">The jobs cannot be read, three times in a row or because the session has ended.</exception>
    public async Task<QuantumSession> AddJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        bool needsCost = limits.MaxCost is not null && session.CostEstimate is null;
        bool needsCount = limits.MaxJobs is not null && !session.IsTerminal;
        if (session.Jobs is not null || (!needsCost && !needsCount))
        {
            return session;
        }

        try
        {
            QuantumSession complete = await SessionJobs.AddAsync(client, session, time, cancellationToken);
            _failures.Remove(session.Id);
            return complete;
        }
        catch (QuantumServiceException) when (!session.IsTerminal && CountFailure(session.Id) < MaxConsecutiveFailures)
        {
            return session;
        }
    }

    private int CountFailure(string id) => _failures[id] = _failures.GetValueOrDefault(id) + 1;
}
