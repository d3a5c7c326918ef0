using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Offers the targets of the workspace.</summary>
public sealed class TargetCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(WorkspaceCache catalog, CancellationToken cancellationToken) =>
        from target in await catalog.GetTargetsAsync(cancellationToken)
        select new CompletionItem(target.Id, target.Id, $"{target.Id} of {target.ProviderId}: {target.CurrentAvailability}");
}
