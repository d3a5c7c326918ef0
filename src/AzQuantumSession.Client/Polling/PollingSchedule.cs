using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>The interval between two polls: fixed, or growing by a factor of 1.5 from 1 s to 30 s, with 10 % jitter.</summary>
internal sealed class PollingSchedule(TimeSpan? interval, HttpSettings settings)
{
    private const double GrowthFactor = 1.5;
    private const double Jitter = 0.1;

    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    private readonly TimeSpan? _fixed = interval < TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(interval), interval, "The polling interval cannot be negative.")
        : interval;

    private TimeSpan _next = MinInterval;

    /// <summary>Returns the Retry-After value of a response, or null if the response has none.</summary>
    public TimeSpan? GetRetryAfter(Azure.Response response) => RetryAfter.Read(response, settings.TimeProvider);

    /// <summary>Waits until the next poll.</summary>
    /// <param name="retryAfter">The Retry-After value of the service; null if there is none.</param>
    /// <param name="nextPoll">Receives the time to wait; null if it is not needed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task WaitAsync(TimeSpan? retryAfter, IProgress<TimeSpan>? nextPoll, CancellationToken cancellationToken)
    {
        TimeSpan delay = Next(retryAfter);
        nextPoll?.Report(delay);
        return Task.Delay(delay, settings.TimeProvider, cancellationToken);
    }

    /// <summary>Returns the next interval. A Retry-After value replaces a growing interval, but never shortens a fixed interval.</summary>
    internal TimeSpan Next(TimeSpan? retryAfter)
    {
        if (_fixed is { } minimum)
        {
            return retryAfter > minimum ? retryAfter.Value : minimum;
        }

        TimeSpan grown = _next;
        _next = TimeSpan.FromTicks(Math.Min((long)(_next.Ticks * GrowthFactor), MaxInterval.Ticks));
        double jitter = 1 - Jitter + (2 * Jitter * settings.NextRandom());
        return retryAfter ?? grown * jitter;
    }
}
