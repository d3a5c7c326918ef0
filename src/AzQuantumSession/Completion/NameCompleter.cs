using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the names of the newest jobs for job commands, and of the newest sessions otherwise.</summary>
public sealed class NameCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken)
    {
        bool isPattern = !command.StartsWith("Submit-", StringComparison.OrdinalIgnoreCase);
        return from item in await cache.GetRecentItemsAsync(IsForJobs(command), cancellationToken)
               where !string.IsNullOrEmpty(item.Name)
               group item by item.Name into named
               let newest = named.First()
               select new CompletionItem(
                   isPattern ? WildcardPattern.Escape(named.Key) : named.Key,
                   $"{newest.Status} on {newest.Target}, {ItemIdCompleter.FormatTime(newest)}")
               {
                   Name = named.Key,
               };
    }
}
