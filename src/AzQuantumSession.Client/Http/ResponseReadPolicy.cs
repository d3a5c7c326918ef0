using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Reads the content of a successful response in each attempt, so that a response that cannot be read is retried as a failed request is
/// (<see cref="WorkspaceRetryPolicy"/>).
/// </summary>
internal sealed class ResponseReadPolicy : AsyncPolicy
{
    /// <summary>Sets the method that reads the response. It throws if the response is not valid.</summary>
    public static void SetReader(HttpMessage message, Action<Response> read) => message.SetProperty(typeof(ResponseReadPolicy), read);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message.Response.Status is >= 200 and < 300
            && message.TryGetProperty(typeof(ResponseReadPolicy), out object? value)
            && value is Action<Response> read)
        {
            using RequestSecrets secrets = RequestSecrets.Remove(message.Request);
            read(message.Response);
        }
    }
}
