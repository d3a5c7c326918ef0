using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the names of the newest sessions.</summary>
public sealed class SessionNameCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken) =>
        from session in await cache.GetRecentSessionsAsync(cancellationToken)
        group session by session.Name into named
        let newest = named.First()
        select new CompletionItem(
            System.Management.Automation.WildcardPattern.Escape(named.Key),
            named.Key,
            $"{newest.Status} on {newest.Target}, {newest.CreationTime?.LocalDateTime:g}");
}
