namespace AzQuantumSession.Emulator.Control;

/// <summary>The system clock, which tests can advance or freeze. It never goes back.</summary>
internal sealed class EmulatorClock : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _offset;
    private DateTimeOffset? _frozenAt;

    public EmulatorClock(bool frozen) => SetFrozen(frozen);

    public bool IsFrozen => _frozenAt is not null;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _frozenAt ?? base.GetUtcNow() + _offset;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _offset += by;
            _frozenAt += by;
        }
    }

    /// <summary>Freezes or unfreezes the clock. An unfrozen clock continues from the time at which it was frozen.</summary>
    public void SetFrozen(bool frozen)
    {
        lock (_lock)
        {
            DateTimeOffset system = base.GetUtcNow();
            DateTimeOffset now = _frozenAt ?? system + _offset;
            _offset = now - system;
            _frozenAt = frozen ? now : null;
        }
    }
}
