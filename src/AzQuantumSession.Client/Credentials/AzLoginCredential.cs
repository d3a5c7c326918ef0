using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Gets tokens of the account that is signed in with Connect-AzAccount: from the host process if it is signed in, or else from the
/// context that is saved on the machine, which requires a separate process.
/// </summary>
internal sealed class AzLoginCredential(string? tenantId, WorkspaceClientSettings settings, TokenCredential saved) : TokenCredential
{
    private const string Module = "Az.Accounts";
    private const string ModulePath = "PSModulePath";
    private const string DefaultScope = "/.default";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        string scope = requestContext.Scopes[0];
        string resource = scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? scope[..^DefaultScope.Length] : scope;
        if (ClientHost.Current is { } host
            && await host.GetTokenAsync(resource, tenantId, cancellationToken).ConfigureAwait(false) is { } token)
        {
            using (token)
            {
                return new AccessToken(token.Token.ToPlainText(), token.ExpiresOn);
            }
        }

        // Starting a process only to learn that the module is missing costs seconds.
        return IsInstalled()
            ? await saved.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false)
            : throw new CredentialUnavailableException($"{Module} is not installed.");
    }

    private bool IsInstalled() => settings.Environment(ModulePath) is not { Length: > 0 } path
        || path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => Directory.Exists(Path.Combine(folder, Module)));
}
