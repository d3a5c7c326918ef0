using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>The transport of the process. Its connections are shared by all workspaces and runspaces.</summary>
internal static class SharedTransport
{
    // Without a limit, a blocked port times out only after minutes.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(6);

    /// <summary>The transport. It follows no redirects, keeps no cookies, and adds no headers.</summary>
    public static HttpPipelineTransport Instance { get; } = new HttpClientTransport(CreateClient(ConnectTimeout));

    /// <summary>Creates the HTTP client of the transport.</summary>
    /// <param name="connectTimeout">The time limit for opening a connection.</param>
    internal static HttpClient CreateClient(TimeSpan connectTimeout)
    {
#pragma warning disable CA2000, CA5399 // Exists as long as the process; the revocation check is the platform's default, as in Azure.Core
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = connectTimeout,
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
