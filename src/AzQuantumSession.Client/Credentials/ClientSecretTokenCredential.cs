using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// A service principal with a secret. The library keeps the secret as a string for as long as its credential lives, so each
/// token is got by a credential of its own; the tokens are kept elsewhere.
/// </summary>
internal sealed class ClientSecretTokenCredential(CredentialOptions login, ClientSecretCredentialOptions options) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client has no synchronous calls.");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new ClientSecretCredential(login.TenantId, login.ClientId, SecureStringExtensions.ToPlainText(login.Secret!), options).GetTokenAsync(requestContext, cancellationToken);
}
