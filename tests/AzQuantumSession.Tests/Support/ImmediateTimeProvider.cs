using System.Collections.Concurrent;

namespace AzQuantumSession.Tests.Support;

/// <summary>
/// A clock that stands still, except that its timers fire immediately and set the clock to their due time. The clock records the requested
/// due times.
/// </summary>
internal sealed class ImmediateTimeProvider : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _dueTimes = new();
    private long _ticks = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero).Ticks;

    /// <summary>The requested due times, in order.</summary>
    public IEnumerable<TimeSpan> DueTimes => _dueTimes;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Advances the clock.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _dueTimes.Enqueue(dueTime);
        Advance(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
