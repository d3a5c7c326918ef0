using AzQuantumSession.Connections;
using AzQuantumSession.Views;

namespace AzQuantumSession.Completion;

/// <summary>
/// Completes the ids of the newest sessions or jobs, also by their names, which the tooltips show. Completes sessions for <c>-SessionId</c> and for session
/// commands, and jobs otherwise. For Stop, Wait, and Submit commands, and for the session of a Restart command, completes only items that have
/// not ended. For Restart commands, completes only jobs that failed or were cancelled.
/// </summary>
public sealed class ItemIdCompleter : WorkspaceCompleter
{
    private static readonly string[] ActiveItemVerbs = ["Stop-", "Wait-", "Submit-"];

    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken)
    {
        bool areJobs = IsForJobs(command) && !parameter.EqualsIgnoreCase("SessionId");
        bool isRestart = command.StartsWith("Restart-", StringComparison.OrdinalIgnoreCase);
        bool isActiveOnly = (isRestart && !areJobs) || ActiveItemVerbs.Any(verb => command.StartsWith(verb, StringComparison.OrdinalIgnoreCase));
        return from item in await cache.GetRecentItemsAsync(areJobs, cancellationToken)
               where isActiveOnly ? !item.IsTerminal : !isRestart || HasFailed(item)
               select new CompletionItem(item.Id, $"{item.Name}: {item.Status} on {item.Target}, {FormatTime(item)}") { Name = item.Name };
    }

    private static bool HasFailed(IWorkspaceItem item) =>
        item.Status.EqualsIgnoreCase(JobStatus.Failed) || item.Status.EqualsIgnoreCase(JobStatus.Cancelled);

    /// <summary>The creation time as in tables, which is the same in all cultures.</summary>
    internal static string? FormatTime(IWorkspaceItem item) =>
        item.CreationTime is { } time ? DisplayText.ShortTime(time, TimeProvider.System) : null;
}
