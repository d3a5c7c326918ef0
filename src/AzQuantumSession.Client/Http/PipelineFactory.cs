using System.Reflection;
using System.Runtime.InteropServices;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Creates the HTTP pipeline of a connection.</summary>
internal static class PipelineFactory
{
    /// <summary>Creates a pipeline that adds the credential to its requests.</summary>
    /// <param name="settings">The clock, the retries, and the limits.</param>
    /// <param name="host">The name of the host for the user agent.</param>
    /// <param name="credential">Adds the credential.</param>
    /// <param name="throttle">Limits the requests in flight; null for no limit.</param>
    public static HttpPipeline Create(HttpSettings settings, string? host, HttpPipelinePolicy credential, RequestThrottle? throttle = null)
    {
        PipelineOptions options = Configure(new PipelineOptions());
        options.Retry.NetworkTimeout = settings.NetworkTimeout;
        options.RetryPolicy = new WorkspaceRetryPolicy(settings);
        HttpPipelinePolicy[] perRetry =
        [
            new ResponseReadPolicy(),
            credential,
            .. throttle is null ? Array.Empty<HttpPipelinePolicy>() : [new RequestThrottlePolicy(throttle, settings)],
            new RequestLogPolicy(settings.TimeProvider),
            new RequestTracePolicy(UrlTemplate.Find),
            new ResponseBodyPolicy(settings),
        ];
        return HttpPipelineBuilder.Build(options, [new UserAgentPolicy(host)], perRetry, null);
    }

    /// <summary>Sets the options of every pipeline: the shared transport, and no logs or telemetry of Azure.Core.</summary>
    public static T Configure<T>(T options)
        where T : ClientOptions
    {
        options.Transport = SharedTransport.Instance;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }

    private sealed class PipelineOptions : ClientOptions;
}

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

        // By reflection: on an older runtime, the property's type is not the type from the bundled assembly that the client compiles against.
        typeof(SocketsHttpHandler).GetProperty("ActivityHeadersPropagator")?.SetValue(handler, null);

        // The pipeline applies its own timeout to each attempt.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000, CA5399
    }
}

/// <summary>A policy of a pipeline that is used only asynchronously.</summary>
internal abstract class AsyncPolicy : HttpPipelinePolicy
{
    public sealed override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");
}

/// <summary>Sets the User-Agent header: <c>AzQuantumSession/1.2.3 (PowerShell/7.4.6; Linux)</c>.</summary>
internal sealed class UserAgentPolicy(string? host) : HttpPipelineSynchronousPolicy
{
    private static readonly string Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0";

    private readonly string _value =
        $"AzQuantumSession/{Version} ({string.Join("; ", new[] { Clean(host), Clean(RuntimeInformation.OSDescription) }.Where(part => part.Length > 0))})";

    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("User-Agent", _value);

    // A header comment must not contain its own delimiters or characters other than printable ASCII.
    private static string Clean(string? text) =>
        string.Concat((text ?? "").Where(c => c is >= ' ' and <= '~' and not ('(' or ')' or '\\'))).Trim();
}
