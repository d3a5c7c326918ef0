using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>The transport of the process. Its connections are shared by all workspaces and runspaces.</summary>
internal static class SharedTransport
{
    /// <summary>The transport. It follows no redirects, keeps no cookies, and adds no headers.</summary>
    public static HttpPipelineTransport Instance { get; } = new HttpClientTransport(CreateClient());

    private static HttpClient CreateClient()
    {
#pragma warning disable CA2000, CA5399 // Exists as long as the process; the revocation check is the platform's default, as in Azure.Core
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = static (context, cancellationToken) => Connector.ConnectAsync(context.DnsEndPoint, Connector.ConnectTimeout, cancellationToken),
        };
        SetNoPropagator(handler);
        return new HttpClient(handler)
        {
            // The pipeline applies its own timeout to each attempt.
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000, CA5399
    }

    // By reflection: on an older runtime, the property's type is not the type from the bundled assembly that the client compiles against.
    private static void SetNoPropagator(SocketsHttpHandler handler) =>
        typeof(SocketsHttpHandler).GetProperty("ActivityHeadersPropagator")?.SetValue(handler, null);
}
