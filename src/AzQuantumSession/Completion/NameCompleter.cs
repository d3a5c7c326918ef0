using System.Management.Automation;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the names of the newest jobs for job commands, and of the newest sessions otherwise.</summary>
public sealed class NameCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken)
    {
        IEnumerable<IWorkspaceItem> items = command.EndsWith("Job", StringComparison.OrdinalIgnoreCase)
            ? await cache.GetRecentJobsAsync(cancellationToken)
            : await cache.GetRecentSessionsAsync(cancellationToken);
        bool isPattern = !command.StartsWith("Submit-", StringComparison.OrdinalIgnoreCase);
        return from item in items
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
