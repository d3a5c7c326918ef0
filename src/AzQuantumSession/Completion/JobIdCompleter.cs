using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest jobs, shown by name.</summary>
public class JobIdCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(WorkspaceCache catalog, CancellationToken cancellationToken) =>
        from job in await catalog.GetRecentJobsAsync(cancellationToken)
        where ShouldInclude(job)
        select new CompletionItem(
            job.Id,
            string.IsNullOrEmpty(job.Name) ? job.Id : job.Name,
            $"{job.Name}: {job.Status} on {job.Target}, {job.CreationTime?.LocalDateTime:g}");

    private protected virtual bool ShouldInclude(QuantumSessionJob job) => true;
}
