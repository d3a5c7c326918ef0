using System.Runtime.CompilerServices;

namespace AzQuantumSession.Client.Polling;

/// <summary>
/// Polls sessions or jobs until each is done. Each item has its own schedule. Items that are due at about the same time are polled
/// together.
/// </summary>
/// <param name="source">The requests.</param>
/// <param name="isDone">Returns whether polling of an item can stop before the item ends; null if only the end matters.</param>
/// <param name="options">How to poll.</param>
/// <param name="schedule">The intervals, and the clock.</param>
/// <param name="timings">The submissions and the expected ends of jobs; null for sessions.</param>
internal sealed class Poller<T>(
    IItemSource<T> source, Predicate<T>? isDone, PollingOptions options, PollingSchedule schedule, JobTimings? timings)
    where T : class, IWorkspaceItem
{
    private const int MaxConsecutiveFailures = 3;

    private readonly Dictionary<string, PolledItem<T>> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _start = schedule.TimeProvider.GetTimestamp();

    private TimeSpan Now => schedule.TimeProvider.GetElapsedTime(_start);

    /// <summary>Polls until all items are done.</summary>
    public async IAsyncEnumerable<ItemUpdate<T>> RunAsync(
        IEnumerable<WatchedItem<T>> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (WatchedItem<T> item in items)
        {
            _items[item.Id] = new PolledItem<T>(item, FindTiming(item.Id), schedule) { Position = _items.Count };
        }

        var reader = new ItemReader<T>(source, _items, schedule.TimeProvider);
        while (_items.Count > 0)
        {
            TimeSpan tick = options.Once ? TimeSpan.MaxValue : await WaitAsync(cancellationToken).ConfigureAwait(false);
            PolledItem<T>[] due = [.. _items.Values.Where(item => item.Earliest <= tick)];
            await foreach (ItemRead<T> read in reader.ReadAsync(due, cancellationToken).ConfigureAwait(false))
            {
                if (CreateUpdate(read) is { } update)
                {
                    yield return update;
                }
            }

            if (options.Once)
            {
                yield break;
            }

            TimeSpan now = Now;
            foreach (PolledItem<T> item in due)
            {
                item.PlanNext(tick, now, reader.RetryAfter, schedule);
            }
        }
    }

    // If a status before the end matters, the first poll must not wait for the expected end.
    private JobTiming? FindTiming(string id)
    {
        JobTiming? timing = timings?.Find(id);
        return isDone is null || timing is null ? timing : timing with { Expected = null };
    }

    /// <summary>Waits until the first item is due, and returns when this poll was due.</summary>
    private async Task<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan due = _items.Values.Min(item => item.Due);
        TimeSpan now = Now;
        if (due <= now)
        {
            return now;
        }

        options.NextPoll?.Report(due - now);
        await Task.Delay(due - now, schedule.TimeProvider, cancellationToken).ConfigureAwait(false);

        // A timer can be early by a part of a millisecond.
        return due > Now ? due : Now;
    }

    /// <summary>Returns the update for an item that was read, or null after a transient failure, after which the item is polled again.</summary>
    private ItemUpdate<T>? CreateUpdate(ItemRead<T> read)
    {
        (PolledItem<T> item, T? value, QuantumServiceException? error) = read;
        if (value is not null)
        {
            item.Failures = 0;
            item.Last = value;
            bool isFinal = value.IsTerminal || isDone?.Invoke(value) == true;
            RemoveIf(isFinal);
            return new ItemUpdate<T>(item.Id, value, null, isFinal);
        }

        bool isTransient = error!.Kind is QuantumErrorKind.Throttled or QuantumErrorKind.Unavailable
            or QuantumErrorKind.Connection or QuantumErrorKind.Timeout;
        if (isTransient && !options.Once && ++item.Failures < MaxConsecutiveFailures)
        {
            return null;
        }

        RemoveIf(true);
        return new ItemUpdate<T>(item.Id, null, error, true);

        void RemoveIf(bool isFinal)
        {
            if (isFinal)
            {
                _items.Remove(item.Id);
            }
        }
    }
}
