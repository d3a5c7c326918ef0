namespace AzQuantumSession.Client.Credentials;

/// <summary>The token sources. A new source is a row here.</summary>
internal static class TokenSourceDefinitions
{
    private static readonly TimeSpan ShortProbe = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongProbe = TimeSpan.FromSeconds(2);

    private static readonly string[] IdentityEndpoints = ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "IMDS_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"];

    /// <summary>Each token source but <see cref="TokenSource.Default"/>, in the order in which the default tries the first five.</summary>
    public static IReadOnlyDictionary<TokenSource, TokenSourceDefinition> All { get; } = new Dictionary<TokenSource, TokenSourceDefinition>
    {
        [TokenSource.Environment] = new()
        {
            Name = "environment variables",
            CredentialName = "environment login",
            GetHelp = static _ => "Set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET to the values of a service principal: $env:AZURE_CLIENT_SECRET = Read-Host -MaskInput",
            Create = static (options, _) => CredentialFactory.CreateEnvironment(options),
            GetUnavailableReasonAsync = static (_, settings, _, _) => new(
                IsSet(settings, "AZURE_TENANT_ID") && IsSet(settings, "AZURE_CLIENT_ID")
                && (IsSet(settings, "AZURE_CLIENT_SECRET") || IsSet(settings, "AZURE_CLIENT_CERTIFICATE_PATH"))
                    ? null
                    : "AZURE_CLIENT_ID, AZURE_TENANT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH are not all set."),
            IsDeployed = true,
        },
        [TokenSource.WorkloadIdentity] = new()
        {
            Name = "workload identity",
            CredentialName = "workload identity",
            GetHelp = static _ => "Check AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE, and the application's federated credential.",
            Create = static (options, _) => CredentialFactory.CreateWorkloadIdentity(options),
            GetUnavailableReasonAsync = static (options, settings, _, _) => new(
                IsSet(settings, "AZURE_FEDERATED_TOKEN_FILE")
                && (IsSet(settings, "AZURE_TENANT_ID") || options.TenantId is not null)
                && (IsSet(settings, "AZURE_CLIENT_ID") || options.ClientId is not null)
                    ? null
                    : "AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and AZURE_TENANT_ID are not all set."),
            IsDeployed = true,
            AcceptsClientId = true,
        },
        [TokenSource.ManagedIdentity] = new()
        {
            Name = "managed identity",
            CredentialName = "managed identity",
            GetHelp = static _ => "Check that the machine or service has a managed identity. If it has several, specify -ClientId.",
            Create = CredentialFactory.CreateManagedIdentity,
            GetUnavailableReasonAsync = static async (_, settings, isChain, cancellationToken) =>
                Array.Exists(IdentityEndpoints, variable => IsSet(settings, variable))
                || await settings.HasMetadataService(isChain ? ShortProbe : LongProbe, cancellationToken).ConfigureAwait(false)
                    ? null
                    : "no managed identity endpoint responds on this machine.",
            IsDeployed = true,
            AcceptsClientId = true,
        },
        [TokenSource.AzurePowerShell] = new()
        {
            Name = "Az login (Connect-AzAccount)",
            CredentialName = "Az login",
            GetHelp = static options => $"Run Connect-AzAccount{Tenant(options, " -Tenant ")}"
                + (options.Cloud.Name == AzureEnvironment.AzureCloud ? "" : $" -Environment {options.Cloud.Name}"),
            Create = CredentialFactory.CreateAzurePowerShell,
        },
        [TokenSource.AzureCli] = new()
        {
            Name = "Azure CLI (az login)",
            CredentialName = "Azure CLI login",
            GetHelp = static options => $"Run az login{Tenant(options, " --tenant ")}",
            Create = static (options, _) => CredentialFactory.CreateAzureCli(options),
        },
        [TokenSource.Interactive] = new()
        {
            Name = "browser",
            CredentialName = "browser login",
            GetHelp = static _ => "If no browser can be opened, run Connect-AzQuantumWorkspace -TokenSource DeviceCode.",
            Create = static (options, _) => CredentialFactory.CreateBrowser(options),
            AcceptsClientId = true,
        },
        [TokenSource.DeviceCode] = new()
        {
            Name = "device code",
            CredentialName = "device code login",
            GetHelp = static _ => "Run the command again, and enter the code before it expires.",
            Create = static (options, _) => CredentialFactory.CreateDeviceCode(options),
            AcceptsClientId = true,
        },
    };

    private static bool IsSet(WorkspaceClientSettings settings, string variable) => !string.IsNullOrWhiteSpace(settings.Environment(variable));

    private static string Tenant(CredentialOptions options, string parameter) => options.TenantId is null ? "" : parameter + options.TenantId;
}
