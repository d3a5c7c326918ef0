using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// The transport of sign-ins. It limits the size of responses, and traces and measures each attempt of a request, if anyone listens. Policies
/// could do both, but the credential of a managed identity uses a copy of its options, without their policies.
/// </summary>
internal sealed class SignInTransport : HttpPipelineTransport
{
    /// <summary>The maximum size of the body of a response to a sign-in, in bytes. The largest valid responses have a few KB.</summary>
    public const int MaxResponseSize = 1024 * 1024;

    public static SignInTransport Instance { get; } = new();

    public override Request CreateRequest() => SharedTransport.Instance.CreateRequest();

    // The client signs in asynchronously. A library must not fail if it sends a request otherwise.
    public override void Process(HttpMessage message)
    {
        SharedTransport.Instance.Process(message);
        BodyLimitPolicy.Limit(message, MaxResponseSize);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await SendAsync(message).ConfigureAwait(false);
        BodyLimitPolicy.Limit(message, MaxResponseSize);
    }

    private static ValueTask SendAsync(HttpMessage message) => RequestTrace.IsEnabled
        ? RequestTracer.RunAsync(message, UrlTemplate.Find, () => SharedTransport.Instance.ProcessAsync(message))
        : SharedTransport.Instance.ProcessAsync(message);
}
