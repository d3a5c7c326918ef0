using AzQuantumSession.Operations;

namespace AzQuantumSession.Completion;

/// <summary>Offers the providers of the workspace.</summary>
public sealed class ProviderCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<Candidate>> ReadAsync(WorkspaceCatalog catalog, CancellationToken cancellationToken) =>
        from target in await catalog.GetTargetsAsync(cancellationToken)
        group target by target.ProviderId into provider
        select new Candidate(provider.Key, provider.Key, $"{provider.Key}: {string.Join(", ", provider.Select(target => target.Id))}");
}
