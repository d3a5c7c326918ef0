using System.Collections.Concurrent;
using System.Globalization;

namespace AzQuantumSession.Tests.Soak.Load;

/// <summary>
/// Counts, for each command, how many commands of other runspaces complete while it runs. Unlike a time, this number doesn't grow while the
/// whole machine is busy: it only grows if the others get more than their share.
/// </summary>
internal sealed class CommandProgress
{
    /// <summary>
    /// The maximum number relative to the median of the same command. A command that is scheduled late, or retried after a 429 response, is
    /// overtaken several times as often as its median. A command that never gets its turn is overtaken by all commands that follow.
    /// </summary>
    private const int MaxRatio = 10;

    /// <summary>The minimum of the median: two rounds of all runspaces. A smaller median depends on the order of the threads.</summary>
    private const int MinMedian = 32;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _overtaken = new(StringComparer.Ordinal);
    private int _completed;

    /// <summary>Runs a command.</summary>
    public async Task RunAsync(string command, Func<Task> run)
    {
        int before = Volatile.Read(ref _completed);
        await run();
        int overtaken = Interlocked.Increment(ref _completed) - before - 1;
        _overtaken.GetOrAdd(command, _ => []).Enqueue(overtaken);
    }

    public void AddTo(Campaign campaign)
    {
        campaign.Add("Commands", _completed);
        foreach ((string command, int[] sorted) in Read())
        {
            campaign.Add(command, string.Create(
                CultureInfo.InvariantCulture, $"{sorted.Length} times, overtaken by {GetMedian(sorted)} (median), {sorted[sorted.Length * 99 / 100]} (99 %), {sorted[^1]} (maximum)"));
        }
    }

    public void AssertFair() => Assert.All(Read(), entry =>
        Assert.True(
            entry.Sorted[^1] <= MaxRatio * Math.Max(GetMedian(entry.Sorted), MinMedian),
            $"'{entry.Command}' was overtaken by {entry.Sorted[^1]} commands, and the median is {GetMedian(entry.Sorted)}."));

    private static int GetMedian(int[] sorted) => sorted[sorted.Length / 2];

    private IEnumerable<(string Command, int[] Sorted)> Read() => _overtaken.Select(entry => (entry.Key, entry.Value.Order().ToArray()));
}
