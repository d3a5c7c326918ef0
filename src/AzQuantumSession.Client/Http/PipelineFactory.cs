using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Creates the HTTP pipeline of a connection.</summary>
internal static class PipelineFactory
{
    /// <summary>Creates a pipeline that adds the credential to its requests.</summary>
    public static HttpPipeline Create(HttpSettings settings, string? host, HttpPipelinePolicy credential) =>
        HttpPipelineBuilder.Build(
            new PipelineOptions(settings),
            [new UserAgentPolicy(host)],
            [credential, new RequestLogPolicy(settings.TimeProvider)],
            null);
}
