using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Retries requests as Azure.Core does, with the client's own delays. Every request is safe to retry: the client creates the ids,
/// and closing or cancelling an item twice has the same effect as doing so once.
/// </summary>
internal sealed class WorkspaceRetryPolicy(HttpSettings settings) : RetryPolicy(settings.MaxRetries, new RetryDelay(settings))
{
    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        message.CancellationToken.IsCancellationRequested ? new(false) : base.ShouldRetryAsync(message, exception);
}

/// <summary>
/// Calculates the delay before the next attempt: the Retry-After value of the response, or else a delay that doubles with each
/// retry, with 20 % jitter in either direction.
/// </summary>
internal sealed class RetryDelay(HttpSettings settings) : DelayStrategy(TimeSpan.FromHours(2), jitterFactor: 0)
{
    private const double Jitter = 0.2;

    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber)
    {
        TimeSpan delay = RetryAfter.Read(response, settings.TimeProvider) ?? GetGrowing(retryNumber);
        if (ClientHost.Current is { IsVerbose: true } host)
        {
            host.WriteVerbose(string.Create(
                CultureInfo.InvariantCulture,
                $"Trying again in {delay.TotalSeconds:0.###} s (retry {Math.Max(retryNumber, 1)} of {settings.MaxRetries})."));
        }

        return delay;
    }

    /// <summary>Returns the delay that the client chooses for a retry.</summary>
    /// <param name="retryNumber">The number of the retry, from 1.</param>
    public TimeSpan GetGrowing(int retryNumber)
    {
        double factor = Math.Pow(2, Math.Clamp(retryNumber - 1, 0, 30));
        double jitter = 1 - Jitter + (2 * Jitter * settings.NextRandom());
        double ticks = Math.Min(settings.RetryDelay.Ticks * factor * jitter, settings.MaxRetryDelay.Ticks);
        return TimeSpan.FromTicks((long)ticks);
    }
}
