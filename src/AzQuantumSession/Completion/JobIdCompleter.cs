using AzQuantumSession.Operations;

namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest jobs, shown by name.</summary>
public class JobIdCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<Candidate>> ReadAsync(WorkspaceCatalog catalog, CancellationToken cancellationToken) =>
        from job in await catalog.GetRecentJobsAsync(cancellationToken)
        where IsOffered(job)
        select new Candidate(
            job.Id,
            string.IsNullOrEmpty(job.Name) ? job.Id : job.Name,
            $"{job.Name}: {job.Status} on {job.Target}, {job.CreationTime?.LocalDateTime:g}");

    private protected virtual bool IsOffered(QuantumSessionJob job) => true;
}
