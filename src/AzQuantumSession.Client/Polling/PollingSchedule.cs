using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>The interval between two polls: fixed, or growing by a factor of 1.5 from 1 s to 30 s, with 10 % jitter.</summary>
internal sealed class PollingSchedule
{
    private const double GrowthFactor = 1.5;
    private const double Jitter = 0.1;

    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    private readonly TimeSpan? _fixed;
    private readonly HttpSettings _settings;
    private TimeSpan _next = MinInterval;

    public PollingSchedule(TimeSpan? interval, HttpSettings settings)
    {
        if (interval < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The polling interval cannot be negative.");
        }

        _fixed = interval;
        _settings = settings;
    }

    /// <summary>Returns the Retry-After value of a response, or null if the response has none.</summary>
    public TimeSpan? GetRetryAfter(Azure.Response response) => RetryAfter.Read(response, _settings.TimeProvider);

    /// <summary>Waits until the next poll.</summary>
    /// <param name="retryAfter">The Retry-After value of the service; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task WaitAsync(TimeSpan? retryAfter, CancellationToken cancellationToken) =>
        Task.Delay(Next(retryAfter), _settings.TimeProvider, cancellationToken);

    /// <summary>Returns the next interval. A Retry-After value replaces a growing interval, but never shortens a fixed interval.</summary>
    internal TimeSpan Next(TimeSpan? retryAfter)
    {
        if (_fixed is { } interval)
        {
            return retryAfter > interval ? retryAfter.Value : interval;
        }

        TimeSpan grown = _next;
        _next = TimeSpan.FromTicks(Math.Min((long)(_next.Ticks * GrowthFactor), MaxInterval.Ticks));
        double jitter = 1 - Jitter + (2 * Jitter * _settings.NextRandom());
        return retryAfter ?? grown * jitter;
    }
}
