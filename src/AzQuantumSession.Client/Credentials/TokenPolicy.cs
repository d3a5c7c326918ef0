using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Puts a bearer token on requests to the origin that it is meant for, and on no others. A token that is refused is
/// replaced once.
/// </summary>
/// <remarks>
/// Azure.Core's own policy refuses http also on loopback, and replaces a token only when the service says how. Where the
/// service does, the next token is asked for with the claims that it names.
/// </remarks>
internal sealed class TokenPolicy(ITokenSource tokens, Uri endpoint) : AsyncPolicy
{
    private const string Header = "Authorization";
    private const int Unauthorized = 401;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        message.Request.Headers.Remove(Header);
        if (!UriOrigin.IsSame(message.Request.Uri.ToUri(), endpoint))
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            return;
        }

        string token = await tokens.GetAsync(message.CancellationToken).ConfigureAwait(false);
        message.Request.Headers.SetValue(Header, $"Bearer {token}");
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);

        if (message.Response.Status == Unauthorized
            && await ReplaceAsync(message, token).ConfigureAwait(false) is { } other)
        {
            RequestLog.Listener?.Invoke("The token was refused; trying once more with a new one.");
            message.Response.ContentStream?.Dispose();
            message.Request.Headers.SetValue(Header, $"Bearer {other}");
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
    }

    private ValueTask<string?> ReplaceAsync(HttpMessage message, string refused) =>
        tokens.ReplaceAsync(refused, ClaimsChallenge.Read(message.Response), message.CancellationToken);
}
