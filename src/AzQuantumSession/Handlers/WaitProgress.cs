using System.Collections.Concurrent;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Describes a wait: the items, how many are done, the elapsed time, the statuses of the others, and the time until the next poll. The
/// default view of PowerShell's progress bars shows only the activity and the status, so the status contains everything.
/// </summary>
internal sealed class WaitProgress<T>(TimeProvider time)
    where T : class, IWorkspaceItem
{
    private readonly long _start = time.GetTimestamp();
    private readonly ConcurrentDictionary<IWorkspaceClient, DateTimeOffset> _nextPolls = [];

    /// <summary>Sets the time until the next poll of a workspace. Can be called on any thread.</summary>
    public void SetNextPoll(IWorkspaceClient client, TimeSpan delay) => _nextPolls[client] = time.GetUtcNow() + delay;

    /// <summary>Creates the progress.</summary>
    /// <param name="total">The number of all items.</param>
    /// <param name="waiting">The last known states of the items that are not done; null for an item that was not read yet.</param>
    public CmdletProgress Create(int total, IReadOnlyList<T?> waiting)
    {
        int done = total - waiting.Count;
        T? oldest = waiting.Where(item => item is not null).MinBy(item => item!.CreationTime ?? DateTimeOffset.MaxValue);
        string activity = (total, oldest?.Name) switch
        {
            (1, { Length: > 0 } name) => $"Waiting for {T.TypeName} '{name}'",
            (1, _) => $"Waiting for a {T.TypeName}",
            _ => $"Waiting for {total} {T.TypeName}s",
        };
        return new CmdletProgress(
            activity,
            string.Join(CmdletProgress.StatusSeparator, GetStatus(total, done, waiting)),
            oldest is null ? null : $"'{oldest.Name}' is {oldest.Status}",
            done * 100 / total);
    }

    private IEnumerable<string> GetStatus(int total, int done, IEnumerable<T?> waiting)
    {
        IGrouping<string, T?>[] statuses =
            [.. waiting.Where(item => item is not null).GroupBy(item => item!.Status).OrderByDescending(group => group.Count())];
        if (total == 1 && statuses is [var only])
        {
            yield return only.Key;
        }
        else if (total > 1 || done == total)
        {
            yield return $"{done} of {total} done";
        }

        yield return FormatElapsed(time.GetElapsedTime(_start));
        foreach (IGrouping<string, T?> group in total == 1 ? [] : statuses)
        {
            yield return $"{group.Count()} {group.Key}";
        }

        if (!_nextPolls.IsEmpty && _nextPolls.Values.Min() - time.GetUtcNow() is { TotalSeconds: >= 1 } left)
        {
            yield return $"next in {(int)left.TotalSeconds} s";
        }
    }

    private static string FormatElapsed(TimeSpan elapsed) => elapsed.ToString(
        elapsed.TotalHours < 1 ? @"mm\:ss" : elapsed.TotalDays < 1 ? @"h\:mm\:ss" : @"d\d\ hh\:mm\:ss",
        CultureInfo.InvariantCulture);
}
