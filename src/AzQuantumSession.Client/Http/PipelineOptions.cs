using Azure.Core;

namespace AzQuantumSession.Client.Http;

/// <summary>How every pipeline is set up: the shared transport, our own retries, and nothing that reports elsewhere.</summary>
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
