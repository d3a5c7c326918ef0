using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client;

/// <summary>Makes the default credential: what is signed in on this machine, never a browser.</summary>
internal static class DefaultCredentialFactory
{
    /// <summary>Makes the credential.</summary>
    public static TokenCredential Create()
    {
        DefaultAzureCredentialOptions options = new()
        {
            ExcludeInteractiveBrowserCredential = true,
            ExcludeBrokerCredential = true,
            ExcludeVisualStudioCodeCredential = true,
            Transport = SharedTransport.Instance,
        };
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return new DefaultAzureCredential(options);
    }
}
