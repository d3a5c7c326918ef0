using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>A policy of a pipeline that is used only asynchronously.</summary>
internal abstract class AsyncPolicy : HttpPipelinePolicy
{
    public sealed override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");
}
