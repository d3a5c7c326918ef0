using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the providers of the workspace.</summary>
public sealed class ProviderCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken) =>
        from target in await cache.GetTargetsAsync(cancellationToken)
        group target by target.ProviderId into provider
        select new CompletionItem(provider.Key, provider.Key, $"{provider.Key}: {string.Join(", ", provider.Select(target => target.Id))}");
}
