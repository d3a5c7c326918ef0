using AzQuantumSession.Client.Http;
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
    private const string Header = RequestSecrets.TokenHeader;
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
        if (message.Response.Status != Unauthorized)
        {
            return;
        }

        string? claims = TokenClaims.ReadChallenge(message.Response);
        if (await tokens.ReplaceAsync(token, claims, message.CancellationToken).ConfigureAwait(false) is { } newToken)
        {
            ClientHost.Current?.WriteVerbose("The token was rejected. Retrying once with a new token.");
            message.Response.ContentStream?.Dispose();
            message.Request.Headers.SetValue(Header, $"Bearer {newToken}");
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
    }
}

/// <summary>A source of bearer tokens.</summary>
internal interface ITokenSource
{
    /// <summary>Returns a token that is not known to have expired.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Returns a replacement for a token that the service rejected, or null if there is none.</summary>
    /// <param name="rejectedToken">The rejected token.</param>
    /// <param name="claims">The claims that the service requires, as JSON; null if it requires none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken);
}
