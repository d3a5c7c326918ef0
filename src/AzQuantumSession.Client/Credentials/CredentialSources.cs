using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Creates the credential sources for the options of a sign-in.</summary>
internal sealed class CredentialSources(CredentialOptions login, WorkspaceClientSettings settings)
{
    /// <summary>The variable that restricts the sources of <see cref="TokenSource.Default"/> to dev or prod, as in other Azure clients.</summary>
    private const string CredentialsVariable = "AZURE_TOKEN_CREDENTIALS";

    private static readonly TimeSpan ShortProbe = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongProbe = TimeSpan.FromSeconds(2);

    private static readonly string[] IdentityEndpoints = ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "IMDS_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"];

    private static readonly TokenSource[] Deployed = [TokenSource.Environment, TokenSource.WorkloadIdentity, TokenSource.ManagedIdentity];

    private static readonly TokenSource[] Developers = [TokenSource.AzurePowerShell, TokenSource.AzureCli];

    /// <summary>Creates the credential for the options.</summary>
    public static TokenCredential CreateChain(CredentialOptions login, WorkspaceClientSettings settings)
    {
        CredentialSources steps = new(login, settings);
        return login.Source switch
        {
            TokenSource.Default => new CredentialChain([.. steps.Sources.Select(source => steps.For(source, isChain: true))]),
            { } source => new CredentialChain([steps.For(source, isChain: false)]),
            null => new CredentialChain([steps.ServicePrincipal]),
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
        Name = $"service principal {login.ClientId}",
        Help = "Check the application id, the tenant, and whether the secret or certificate has expired, in the application's registration.",
        Create = () => settings.CreateSourceCredential(login, null),
        StopsChain = true,
    };

    private CredentialSource For(TokenSource source, bool isChain) => new()
    {
        Name = NameOf(source),
        Help = HelpFor(source),
        Create = () => settings.CreateSourceCredential(login, source),
        GetUnavailableReasonAsync = token => GetUnavailableReasonAsync(source, isChain, token),
        StopsChain = Deployed.Contains(source),
    };

    private static string NameOf(TokenSource source) => source switch
    {
        TokenSource.Environment => "environment variables",
        TokenSource.WorkloadIdentity => "workload identity",
        TokenSource.ManagedIdentity => "managed identity",
        TokenSource.AzurePowerShell => "Az login (Connect-AzAccount)",
        TokenSource.AzureCli => "Azure CLI (az login)",
        TokenSource.Interactive => "browser",
        TokenSource.DeviceCode => "device code",
        _ => source.ToString(),
    };

    private string HelpFor(TokenSource source) => source switch
    {
        TokenSource.Environment => "Set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET to the values of a service principal: $env:AZURE_CLIENT_SECRET = Read-Host -MaskInput",
        TokenSource.WorkloadIdentity => "Check AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE, and the application's federated credential.",
        TokenSource.ManagedIdentity => "Check that the machine or service has a managed identity. If it has several, specify -ClientId.",
        TokenSource.AzurePowerShell => $"Run Connect-AzAccount{Tenant(" -Tenant ")}{(login.Cloud.Name == AzureEnvironment.AzureCloud ? "" : $" -Environment {login.Cloud.Name}")}",
        TokenSource.AzureCli => $"Run az login{Tenant(" --tenant ")}",
        TokenSource.Interactive => "If no browser can be opened, run Connect-AzQuantumWorkspace -TokenSource DeviceCode.",
        TokenSource.DeviceCode => "Run the command again, and enter the code before it expires.",
        _ => "",
    };

    private string Tenant(string parameter) => login.TenantId is null ? "" : parameter + login.TenantId;

    private async ValueTask<string?> GetUnavailableReasonAsync(TokenSource source, bool isChain, CancellationToken cancellationToken) => source switch
    {
        TokenSource.Environment => IsSet("AZURE_TENANT_ID") && IsSet("AZURE_CLIENT_ID") && (IsSet("AZURE_CLIENT_SECRET") || IsSet("AZURE_CLIENT_CERTIFICATE_PATH"))
            ? null
            : "AZURE_CLIENT_ID, AZURE_TENANT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH are not all set.",
        TokenSource.WorkloadIdentity => IsSet("AZURE_FEDERATED_TOKEN_FILE")
            && (IsSet("AZURE_TENANT_ID") || login.TenantId is not null)
            && (IsSet("AZURE_CLIENT_ID") || login.ClientId is not null)
            ? null
            : "AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and AZURE_TENANT_ID are not all set.",
        TokenSource.ManagedIdentity => Array.Exists(IdentityEndpoints, IsSet)
            || await settings.HasMetadataService(isChain ? ShortProbe : LongProbe, cancellationToken).ConfigureAwait(false)
            ? null
            : "no managed identity endpoint responds on this machine.",
        _ => null,
    };

    private bool IsSet(string variable) => !string.IsNullOrWhiteSpace(settings.Environment(variable));
}
