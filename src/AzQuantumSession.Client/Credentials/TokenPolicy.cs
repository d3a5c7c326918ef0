using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Adds a bearer token to requests to the origin of the endpoint, and removes it from all other requests. Replaces a rejected
/// token once.
/// </summary>
/// <remarks>
/// The policy of Azure.Core rejects http also on loopback, and replaces a token only in response to a claims challenge. This policy
/// also replaces a token without a challenge. If there is a challenge, the token request contains its claims.
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
            && await ReplaceAsync(message, token).ConfigureAwait(false) is { } newToken)
        {
            RequestLog.Listener?.Invoke("The token was rejected. Retrying once with a new token.");
            message.Response.ContentStream?.Dispose();
            message.Request.Headers.SetValue(Header, $"Bearer {newToken}");
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
    }

    private ValueTask<string?> ReplaceAsync(HttpMessage message, string rejectedToken) =>
        tokens.ReplaceAsync(rejectedToken, ClaimsChallenge.Read(message.Response), message.CancellationToken);
}
