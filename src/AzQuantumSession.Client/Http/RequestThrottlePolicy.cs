using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Sends each attempt of a request when the throttle of the workspace permits it. A request that waits for a retry is not in flight.</summary>
internal sealed class RequestThrottlePolicy(RequestThrottle throttle, HttpSettings settings) : AsyncPolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        int ticket = await throttle.EnterAsync(message.CancellationToken, WarnIfLong).ConfigureAwait(false);
        Response? response = null;
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            response = message.Response;
        }
        finally
        {
            throttle.Leave(ticket, response);
        }
    }

    // Only the request that got the response of the service knows how long the service asks to wait.
    private void WarnIfLong(DateTimeOffset end)
    {
        if (end - settings.TimeProvider.GetUtcNow() > settings.MaxRetryDelay)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"The service is busy. The request is sent at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
            ClientHost.Current?.WriteDelayWarning(message, end);
        }
    }
}
