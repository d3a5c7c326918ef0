using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Storage.Blobs;

namespace AzQuantumSession.Client.Storage;

/// <summary>Creates the options of storage clients: the shared transport, and the client's own retry policy and request log. The SAS in the URI is the only credential.</summary>
internal static class StorageOptions
{
    // Every cloud and local storage support this version. No feature of a newer version is needed.
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2024_11_04;

    /// <summary>Creates the options.</summary>
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
