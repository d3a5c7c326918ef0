using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Makes the pipeline of one connection.</summary>
internal static class PipelineFactory
{
    /// <summary>Makes a pipeline whose requests carry the credential.</summary>
    public static HttpPipeline Create(HttpSettings settings, string? host, HttpPipelinePolicy credential) =>
        HttpPipelineBuilder.Build(
            new PipelineOptions(settings),
            [new UserAgentPolicy(host)],
            [credential, new RequestLogPolicy(settings.TimeProvider)],
            null);
}
