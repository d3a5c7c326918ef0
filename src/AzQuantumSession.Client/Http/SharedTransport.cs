using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>The one transport of the process: connections are pooled over every workspace and every runspace.</summary>
internal static class SharedTransport
{
    /// <summary>The transport. It follows no redirect, keeps no cookie and adds no header of its own.</summary>
    public static HttpPipelineTransport Instance { get; } = new HttpClientTransport(CreateClient());

    private static HttpClient CreateClient()
    {
#pragma warning disable CA2000, CA5399 // Lives as long as the process; revocation is the platform's default, as everywhere in Azure.Core
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
            // The pipeline has the time for one try.
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000, CA5399
    }

    // By name: the property's type is the host's, and on an older runtime the one that we are compiled against is our own.
    private static void SetNoPropagator(SocketsHttpHandler handler) =>
        typeof(SocketsHttpHandler).GetProperty("ActivityHeadersPropagator")?.SetValue(handler, null);
}
