namespace AzQuantumSession.Client;

/// <summary>The time between two ticks of polling: fixed, or growing by half from 1 s to 30 s, with a tenth of jitter.</summary>
internal sealed class PollingInterval
{
    private const double Growth = 1.5;
    private const double Jitter = 0.1;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TimeSpan? _fixed;
    private readonly WorkspaceClientSettings _settings;
    private TimeSpan _next = Shortest;

    public PollingInterval(TimeSpan? interval, WorkspaceClientSettings settings)
    {
        if (interval < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The time between two ticks cannot be negative.");
        }

        _fixed = interval;
        _settings = settings;
    }

    /// <summary>Reads what an answer says about when to ask again; null where it says nothing.</summary>
    public TimeSpan? Asked(Azure.Response response) => RetryAfter.Read(response, _settings.TimeProvider);

    /// <summary>Waits until the next tick.</summary>
    /// <param name="asked">What the service asked for; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(TimeSpan? asked, CancellationToken cancellationToken) =>
        Task.Delay(Next(asked), _settings.TimeProvider, cancellationToken);

    /// <summary>How long to wait this time. The service's wish comes before the growth, and never shortens a fixed time.</summary>
    internal TimeSpan Next(TimeSpan? asked)
    {
        if (_fixed is { } interval)
        {
            return asked > interval ? asked.Value : interval;
        }

        TimeSpan grown = _next;
        _next = TimeSpan.FromTicks(Math.Min((long)(_next.Ticks * Growth), Longest.Ticks));
        double jitter = 1 - Jitter + (2 * Jitter * _settings.NextRandom());
        return asked ?? grown * jitter;
    }
}
