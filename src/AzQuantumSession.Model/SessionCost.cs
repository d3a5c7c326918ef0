namespace AzQuantumSession;

/// <summary>The cost of a session whose jobs are known.</summary>
/// <param name="Totals">The cost in each currency; empty if no cost is known.</param>
/// <param name="IsPartial">Whether the cost of a job is not known, so that the totals are lower bounds.</param>
internal sealed record SessionCost(IReadOnlyList<QuantumCostEstimate> Totals, bool IsPartial)
{
    /// <summary>
    /// Returns the estimate of the session, or the sum of the estimates of its jobs if the session has none. The service often estimates
    /// the cost of jobs only (docs/service.md, section 3.3).
    /// </summary>
    public static SessionCost Create(QuantumCostEstimate? own, IReadOnlyList<QuantumSessionJob> jobs)
    {
        if (own is { IsEmpty: false } || jobs.Count == 0)
        {
            return new SessionCost(own is null ? [] : [own], IsPartial: false);
        }

        QuantumCostEstimate[] known = [.. jobs.Where(HasCost).Select(job => job.CostEstimate!)];
        return new SessionCost(QuantumCostEstimate.Sum(known), IsPartial: known.Length < jobs.Count);
    }

    // A job on a free target costs 0. The 0 of a job that has not ended can still grow.
    private static bool HasCost(QuantumSessionJob job) =>
        job.CostEstimate is { EstimatedTotal: not null } estimate && (job.IsTerminal || !estimate.IsEmpty);
}
