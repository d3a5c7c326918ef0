using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>The interval between two polls: fixed, or 12 % of the time waited so far, from 100 ms to 30 s, with 10 % jitter.</summary>
internal sealed class PollingSchedule(TimeSpan? interval, HttpSettings settings)
{
    /// <summary>The interval as a share of the time waited so far.</summary>
    public const double Share = 0.12;

    private const double Jitter = 0.1;

    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    private readonly TimeSpan? _fixed = interval < TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(interval), interval, "The polling interval cannot be negative.")
        : interval;

    /// <summary>Whether the user specified the interval.</summary>
    public bool IsFixed => _fixed is not null;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => settings.TimeProvider;

    /// <summary>Returns the time from the submission of a job, or from the start of a wait, to the first poll.</summary>
    public TimeSpan GetFirstInterval() => _fixed < MinInterval ? _fixed.Value : AddJitter(MinInterval);

    /// <summary>Returns the interval after a poll.</summary>
    /// <param name="waited">The time waited so far.</param>
    /// <param name="retryAfter">The Retry-After value of the service. It replaces a growing interval, but never shortens a fixed interval.</param>
    public TimeSpan GetInterval(TimeSpan waited, TimeSpan? retryAfter)
    {
        if (_fixed is { } minimum)
        {
            return retryAfter > minimum ? retryAfter.Value : minimum;
        }

        return retryAfter ?? AddJitter(TimeSpan.FromTicks(Math.Clamp((long)(waited.Ticks * Share), MinInterval.Ticks, MaxInterval.Ticks)));
    }

    private TimeSpan AddJitter(TimeSpan time) => time * (1 - Jitter + (2 * Jitter * settings.NextRandom()));
}
