using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Storage;

/// <summary>Limits the size of the responses that the storage client reads into memory: lists and errors. A download has the limit of its command.</summary>
internal sealed class BodyLimitPolicy(HttpSettings settings) : AsyncPolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message is { BufferResponse: true, Response: { ContentStream: { } content } response })
        {
            response.ContentStream = new LimitedStream(content, settings.MaxBodySize, isError: response.Status >= 400);
        }
    }
}
