using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Retries requests as Azure.Core does, with the client's own delays, and also if a response cannot be read. Every request is safe to
/// retry: the client creates the ids, and closing or cancelling an item twice has the same effect as doing so once.
/// </summary>
internal sealed class WorkspaceRetryPolicy(HttpSettings settings) : RetryPolicy(settings.MaxRetries, new RetryDelay(settings))
{
    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
    {
        UncertainAttempts.Record(message, exception);
        return message.CancellationToken.IsCancellationRequested ? new(false)
            : exception is QuantumServiceException { Kind: QuantumErrorKind.InvalidResponse } ? new(message.ProcessingContext.RetryNumber < settings.MaxRetries)
            : base.ShouldRetryAsync(message, exception);
    }
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
        TimeSpan? requested = RetryAfter.ReadRequested(response, settings.TimeProvider);
        WarnIfLong(requested);
        TimeSpan delay = requested is { } wait ? RetryAfter.Limit(wait) : GetGrowing(retryNumber);
        if (ClientHost.Current is { IsVerbose: true } host)
        {
            host.WriteVerbose(string.Create(
                CultureInfo.InvariantCulture,
                $"Trying again in {delay.TotalSeconds:0.###} s (retry {Math.Max(retryNumber, 1)} of {settings.MaxRetries})."));
        }

        return delay;
    }

    // Without the warning, the command seems to hang.
    private void WarnIfLong(TimeSpan? requested)
    {
        if (requested is not { } wait || wait <= settings.MaxRetryDelay)
        {
            return;
        }

        DateTime now = settings.TimeProvider.GetUtcNow().UtcDateTime;
        string asked = string.Create(CultureInfo.InvariantCulture, $"The service asks to wait until {now + wait:yyyy-MM-dd HH:mm:ss} UTC.");
        string next = wait > RetryAfter.Maximum
            ? string.Create(CultureInfo.InvariantCulture, $"The request is sent again after one hour, at {now + RetryAfter.Maximum:yyyy-MM-dd HH:mm:ss} UTC.")
            : "The request is then sent again.";
        ClientHost.Current?.WriteWarning($"{asked} {next}");
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
