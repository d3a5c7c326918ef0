using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Limits the size of the responses that a client of another library reads into memory: the lists and errors of storage, whose downloads have
/// the limit of their command, and the responses to a sign-in.
/// </summary>
/// <param name="maxSize">The maximum number of bytes.</param>
internal sealed class BodyLimitPolicy(int maxSize) : AsyncPolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        Limit(message, maxSize);
    }

    /// <summary>Limits the size of the response if the client of the library reads it into memory.</summary>
    public static void Limit(HttpMessage message, int maxSize)
    {
        if (message is { BufferResponse: true, Response: { ContentStream: { } content } response })
        {
            response.ContentStream = new LimitedStream(content, maxSize, isError: response.Status >= 400);
        }
    }
}
