namespace AzQuantumSession.Emulator.Time;

/// <summary>The system's clock, which tests may move on or hold still; it never goes back.</summary>
internal sealed class EmulatorClock : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private DateTimeOffset? _frozenAt;

    public EmulatorClock(bool frozen) => SetFrozen(frozen);

    public bool IsFrozen
    {
        get
        {
            lock (_gate)
            {
                return _frozenAt is not null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _frozenAt ?? base.GetUtcNow() + _offset;
        }
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _offset += by;
            _frozenAt += by;
        }
    }

    /// <summary>A clock that was frozen goes on from where it stood.</summary>
    public void SetFrozen(bool frozen)
    {
        lock (_gate)
        {
            if (frozen)
            {
                _frozenAt ??= base.GetUtcNow() + _offset;
            }
            else if (_frozenAt is { } stoodAt)
            {
                _offset = stoodAt - base.GetUtcNow();
                _frozenAt = null;
            }
        }
    }
}
