using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// The login of Connect-AzAccount: of the running program where it has one, else the one that is saved on the machine, which
/// takes a process of its own to read.
/// </summary>
internal sealed class AzLoginCredential(string? tenantId, WorkspaceClientSettings settings, Func<TokenCredential> saved) : TokenCredential
{
    private const string Module = "Az.Accounts";
    private const string ModulePath = "PSModulePath";
    private const string DefaultScope = "/.default";

    private TokenCredential? _saved;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client has no synchronous calls.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        string scope = requestContext.Scopes[0];
        string resource = scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? scope[..^DefaultScope.Length] : scope;
        if (ClientHost.Current is { } host
            && await host.GetTokenAsync(resource, tenantId, cancellationToken).ConfigureAwait(false) is { } given)
        {
            using (given)
            {
                return new AccessToken(SecureStringExtensions.ToPlainText(given.Token), given.ExpiresOn);
            }
        }

        // Starting a process only to hear that the module is missing costs seconds.
        return IsInstalled()
            ? await (_saved ??= saved()).GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false)
            : throw new CredentialUnavailableException($"{Module} is not installed.");
    }

    private bool IsInstalled() => settings.Environment(ModulePath) is not { Length: > 0 } path
        || path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => Directory.Exists(Path.Combine(folder, Module)));
}
