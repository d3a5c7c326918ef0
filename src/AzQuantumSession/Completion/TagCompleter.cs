using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the tags of the newest jobs for job commands, and of the newest sessions otherwise.</summary>
public sealed class TagCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken) =>
        from item in await cache.GetRecentItemsAsync(IsForJobs(command), cancellationToken)
        from tag in item.Tags
        group tag by tag into tagged
        orderby tagged.Key
        select new CompletionItem(tagged.Key, $"{tagged.Key} ({tagged.Count()} recent)");
}
