using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Storage.Blobs;

namespace AzQuantumSession.Client.Storage;

/// <summary>Makes the options of storage clients: the shared transport, our own retries and log, and no credential but the address.</summary>
internal static class StorageOptions
{
    // Old enough for every cloud and for local storage; nothing newer is needed.
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2024_11_04;

    /// <summary>Makes the options.</summary>
    public static BlobClientOptions Create(HttpSettings settings, string? host)
    {
        BlobClientOptions options = new(Version)
        {
            Transport = SharedTransport.Instance,
            RetryPolicy = new WorkspaceRetryPolicy(settings),
        };
        options.Retry.NetworkTimeout = settings.NetworkTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.AddPolicy(new UserAgentPolicy(host), HttpPipelinePosition.PerCall);
        options.AddPolicy(new RequestLogPolicy(settings.TimeProvider), HttpPipelinePosition.PerRetry);
        return options;
    }
}
