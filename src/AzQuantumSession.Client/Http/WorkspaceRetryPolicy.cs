using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Retries requests as Azure.Core does, but with the client's own delays and clock, and also if a response cannot be read. The policy of
/// Azure.Core waits as long as a Retry-After header says, even for days. Every request is safe to retry: the client creates the ids, and
/// closing or cancelling an item twice has the same effect as doing so once.
/// </summary>
internal sealed class WorkspaceRetryPolicy(HttpSettings settings) : AsyncPolicy
{
    private readonly RetryDelay _delay = new(settings);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        MessageProcessingContext attempt = message.ProcessingContext;
        while (true)
        {
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
                UncertainAttempts.Record(message, exception: null);
                if (!message.Response.IsError || IsLast() || !message.ResponseClassifier.IsRetriableResponse(message))
                {
                    return;
                }
            }
            catch (Exception exception)
            {
                UncertainAttempts.Record(message, exception);
                if (IsLast() || !IsRetriable(message, exception))
                {
                    throw;
                }
            }

            Response? response = message.HasResponse ? message.Response : null;
            await Task.Delay(_delay.GetNext(response, attempt.RetryNumber + 1), settings.TimeProvider, message.CancellationToken).ConfigureAwait(false);
            response?.ContentStream?.Dispose();
            attempt.RetryNumber++;
        }

        bool IsLast() => attempt.RetryNumber >= settings.MaxRetries || message.CancellationToken.IsCancellationRequested;
    }

    private static bool IsRetriable(HttpMessage message, Exception exception) =>
        exception is QuantumServiceException { Kind: QuantumErrorKind.InvalidResponse } || message.ResponseClassifier.IsRetriable(message, exception);
}

/// <summary>
/// Calculates the delay before the next attempt: the Retry-After value of the response, or else a delay that doubles with each
/// retry, with 20 % jitter in either direction.
/// </summary>
internal sealed class RetryDelay(HttpSettings settings)
{
    private const double Jitter = 0.2;

    /// <summary>Returns the delay before a retry, and reports it.</summary>
    /// <param name="response">The response; null if there is none.</param>
    /// <param name="retryNumber">The number of the retry, from 1.</param>
    public TimeSpan GetNext(Response? response, int retryNumber)
    {
        TimeSpan? requested = RetryAfter.ReadRequested(response, settings.TimeProvider);
        WarnIfLong(requested);
        TimeSpan delay = requested is { } wait ? RetryAfter.Limit(wait) : GetGrowing(retryNumber);
        if (ClientHost.Current is { IsVerbose: true } host)
        {
            host.WriteVerbose(string.Create(
                CultureInfo.InvariantCulture,
                $"Trying again in {delay.TotalSeconds:0.###} s (retry {retryNumber} of {settings.MaxRetries})."));
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

        DateTimeOffset now = settings.TimeProvider.GetUtcNow();
        string asked = string.Create(CultureInfo.InvariantCulture, $"The service asks to wait until {now + wait:yyyy-MM-dd HH:mm:ss} UTC.");
        string next = wait > RetryAfter.Maximum
            ? string.Create(CultureInfo.InvariantCulture, $"The request is sent again after one hour, at {now + RetryAfter.Maximum:yyyy-MM-dd HH:mm:ss} UTC.")
            : "The request is then sent again.";
        ClientHost.Current?.WriteDelayWarning($"{asked} {next}", now + RetryAfter.Limit(wait));
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
