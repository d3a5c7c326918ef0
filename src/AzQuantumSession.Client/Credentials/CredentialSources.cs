using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Creates the credential sources for the options of a sign-in.</summary>
internal sealed class CredentialSources(CredentialOptions options, WorkspaceClientSettings settings)
{
    /// <summary>The variable that restricts the sources of <see cref="TokenSource.Default"/> to dev or prod, as in other Azure clients.</summary>
    private const string CredentialsVariable = "AZURE_TOKEN_CREDENTIALS";

    private static readonly TokenSource[] Deployed = [.. TokenSourceDefinitions.All.Where(row => row.Value.IsDeployed).Select(row => row.Key)];

    private static readonly TokenSource[] Developers = [TokenSource.AzurePowerShell, TokenSource.AzureCli];

    /// <summary>Creates the credential for the options.</summary>
    public static TokenCredential CreateChain(CredentialOptions options, WorkspaceClientSettings settings)
    {
        CredentialSources sources = new(options, settings);
        return options.Source switch
        {
            TokenSource.Default => new CredentialChain([.. sources.Sources.Select(source => sources.For(source, isChain: true))]),
            { } source => new CredentialChain([sources.For(source, isChain: false)]),
            null => new CredentialChain([sources.ServicePrincipal]),
        };
    }

    private IEnumerable<TokenSource> Sources => settings.Environment(CredentialsVariable)?.Trim().ToUpperInvariant() switch
    {
        "DEV" => Developers,
        "PROD" => Deployed,
        _ => [.. Deployed, .. Developers],
    };

    private CredentialSource ServicePrincipal => new()
    {
        Name = $"service principal {options.ClientId}",
        Help = "Check the application id, the tenant, and whether the secret or certificate has expired, in the application's registration.",
        Create = () => settings.CreateSourceCredential(options, null),
        StopsChain = true,
    };

    private CredentialSource For(TokenSource source, bool isChain)
    {
        TokenSourceDefinition definition = TokenSourceDefinitions.All[source];
        return new CredentialSource
        {
            Name = definition.Name,
            Help = definition.GetHelp(options),
            Create = () => settings.CreateSourceCredential(options, source),
            GetUnavailableReasonAsync = token => definition.GetUnavailableReasonAsync(options, settings, isChain, token),
            StopsChain = definition.IsDeployed,
        };
    }
}
