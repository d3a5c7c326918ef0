using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Gets tokens for a service principal with a secret. <see cref="ClientSecretCredential"/> keeps the secret as a string in memory, so
/// each token request creates a new instance. <see cref="TokenCache"/> keeps the tokens.
/// </summary>
internal sealed class ClientSecretTokenCredential(CredentialOptions login, ClientSecretCredentialOptions options) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new ClientSecretCredential(login.TenantId, login.ClientId, SecureStringExtensions.ToPlainText(login.Secret!), options).GetTokenAsync(requestContext, cancellationToken);
}
