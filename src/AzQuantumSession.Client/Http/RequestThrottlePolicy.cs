using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Sends each attempt of a request when the throttle of the workspace permits it. A request that waits for a retry is not in flight.</summary>
internal sealed class RequestThrottlePolicy(RequestThrottle throttle) : AsyncPolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        int ticket = await throttle.EnterAsync(message.CancellationToken).ConfigureAwait(false);
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
}
