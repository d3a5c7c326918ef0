using Azure.Core;

namespace AzQuantumSession.Client.Http;

/// <summary>The options of every pipeline: the shared transport, the client's retry policy, and no telemetry.</summary>
internal sealed class PipelineOptions : ClientOptions
{
    public PipelineOptions(HttpSettings settings)
    {
        Transport = SharedTransport.Instance;
        Retry.NetworkTimeout = settings.NetworkTimeout;
        RetryPolicy = new WorkspaceRetryPolicy(settings);
        Diagnostics.IsLoggingEnabled = false;
        Diagnostics.IsLoggingContentEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
        Diagnostics.IsTelemetryEnabled = false;
    }
}
