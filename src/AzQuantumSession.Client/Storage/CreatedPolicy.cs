using System.Net;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Storage;

/// <summary>
/// Makes each successful status except 201 of a PUT request a failed attempt. Storage responds with 201 when it has created a blob, a block, or
/// a container, so another status comes from a proxy, and nothing is stored.
/// </summary>
internal sealed class CreatedPolicy : AsyncPolicy
{
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Put)
        {
            message.ResponseClassifier = new CreatedClassifier();
        }

        return ProcessNextAsync(message, pipeline);
    }

    private sealed class CreatedClassifier : ResponseClassifier
    {
        public override bool IsErrorResponse(HttpMessage message) => IsUnexpected(message) || base.IsErrorResponse(message);

        public override bool IsRetriableResponse(HttpMessage message) => IsUnexpected(message) || base.IsRetriableResponse(message);

        private static bool IsUnexpected(HttpMessage message) => message.Response.Status is >= 200 and < 300 and not (int)HttpStatusCode.Created;
    }
}
