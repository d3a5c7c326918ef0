namespace AzQuantumSession.Client.Polling;

/// <summary>A session or job that is polled, and when. All times are relative to the start of the wait.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
internal sealed class PolledItem<T>
    where T : class
{
    private readonly TimeSpan _start;
    private TimeSpan _interval;
    private TimeSpan? _step;

    /// <summary>Plans the first poll.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timing">The submission of the job and its expected end; null if this client did not submit it.</param>
    /// <param name="schedule">The intervals.</param>
    public PolledItem(WatchedItem<T> item, JobTiming? timing, PollingSchedule schedule)
    {
        Id = item.Id;
        Last = item.Known;
        if (timing is null && Last is null)
        {
            return;
        }

        _start = -(timing?.Age ?? TimeSpan.Zero);
        if (!schedule.IsFixed && timing?.Expected is { } expected && _start + expected.Poll > TimeSpan.Zero)
        {
            // From here, the steps double, so that most ends are seen soon, and an unexpected end is seen as with the plain schedule.
            _interval = 2 * expected.Margin;
            _step = _interval;
            Due = _start + expected.Poll;
        }
        else
        {
            _interval = schedule.GetFirstInterval();
            Due = _start + _interval;
        }
    }

    /// <summary>The id as the caller specified it.</summary>
    public string Id { get; }

    /// <summary>The position of the item in the wait.</summary>
    public required int Position { get; init; }

    /// <summary>The item as it was read last; null if it was not read yet.</summary>
    public T? Last { get; set; }

    /// <summary>The number of transient failures since the item was read.</summary>
    public int Failures { get; set; }

    /// <summary>When the item must be polled. Negative if it is overdue at the start.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>The earliest time at which the item is polled together with others.</summary>
    public TimeSpan Earliest => Due - (_interval / 2);

    /// <summary>Plans the next poll.</summary>
    /// <param name="polled">When the item was polled.</param>
    /// <param name="now">When the responses of the poll had arrived, from which a Retry-After value counts.</param>
    /// <param name="retryAfter">The Retry-After value of the service; null if there is none.</param>
    /// <param name="schedule">The intervals.</param>
    public void PlanNext(TimeSpan polled, TimeSpan now, TimeSpan? retryAfter, PollingSchedule schedule)
    {
        _interval = schedule.GetInterval(polled - _start, retryAfter);
        if (retryAfter is null && _step < _interval)
        {
            _interval = _step.Value;
            _step = 2 * _interval;
        }

        Due = (retryAfter is null ? polled : now) + _interval;
    }
}
