using System.Collections.Concurrent;

namespace AzQuantumSession.Tests.Support;

/// <summary>A clock whose timers are due at once, and that remembers how long each was to take.</summary>
internal sealed class ImpatientTimeProvider : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>The times that were to be waited, in their order.</summary>
    public IEnumerable<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
