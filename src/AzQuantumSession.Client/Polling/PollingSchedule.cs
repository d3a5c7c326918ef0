using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>The time between two ticks of polling: fixed, or growing by half from 1 s to 30 s, with a tenth of jitter.</summary>
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
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The time between two ticks cannot be negative.");
        }

        _fixed = interval;
        _settings = settings;
    }

    /// <summary>Reads what an answer says about when to ask again; null where it says nothing.</summary>
    public TimeSpan? GetRetryAfter(Azure.Response response) => RetryAfter.Read(response, _settings.TimeProvider);

    /// <summary>Waits until the next tick.</summary>
    /// <param name="retryAfter">What the service asked for; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(TimeSpan? retryAfter, CancellationToken cancellationToken) =>
        Task.Delay(Next(retryAfter), _settings.TimeProvider, cancellationToken);

    /// <summary>How long to wait this time. The service's wish comes before the growth, and never shortens a fixed time.</summary>
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
