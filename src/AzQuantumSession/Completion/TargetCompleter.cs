using AzQuantumSession.Operations;

namespace AzQuantumSession.Completion;

/// <summary>Offers the targets of the workspace.</summary>
public sealed class TargetCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<Candidate>> ReadAsync(WorkspaceCatalog catalog, CancellationToken cancellationToken) =>
        from target in await catalog.GetTargetsAsync(cancellationToken)
        select new Candidate(target.Id, target.Id, $"{target.Id} of {target.ProviderId}: {target.CurrentAvailability}");
}
