namespace AzQuantumSession.Client.Credentials;

/// <summary>What the client knows about a token source.</summary>
/// <param name="Source">The token source; null for a service principal.</param>
/// <param name="Name">The name in the report of a failed sign-in.</param>
/// <param name="CredentialName">The credential as it appears in a sentence after "the".</param>
internal sealed record TokenSourceDefinition(TokenSource? Source, string Name, string CredentialName)
{
    private static readonly TimeSpan ShortProbe = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongProbe = TimeSpan.FromSeconds(2);

    private static readonly string[] IdentityEndpoints = ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "IMDS_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"];

    /// <summary>The sources that <see cref="TokenSource.Default"/> tries, in this order. It never prompts the user.</summary>
    public static IReadOnlyList<TokenSourceDefinition> DefaultChain { get; } =
    [
        new(TokenSource.Environment, "environment variables", "environment login")
        {
            GetHelp = static _ => "Set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET to the values of a service principal: "
                + "$env:AZURE_CLIENT_SECRET = Read-Host -MaskInput",
            GetUnavailableReasonAsync = static (_, settings, _) => new(
                IsSet(settings, "AZURE_TENANT_ID") && IsSet(settings, "AZURE_CLIENT_ID")
                && (IsSet(settings, "AZURE_CLIENT_SECRET") || IsSet(settings, "AZURE_CLIENT_CERTIFICATE_PATH"))
                    ? null
                    : "AZURE_CLIENT_ID, AZURE_TENANT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH are not all set."),
            IsDeployed = true,
        },
        new(TokenSource.WorkloadIdentity, "workload identity", "workload identity")
        {
            GetHelp = static _ => "Check AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE, and the application's federated credential.",
            GetUnavailableReasonAsync = static (options, settings, _) => new(
                IsSet(settings, "AZURE_FEDERATED_TOKEN_FILE")
                && (IsSet(settings, "AZURE_TENANT_ID") || options.TenantId is not null)
                && (IsSet(settings, "AZURE_CLIENT_ID") || options.ClientId is not null)
                    ? null
                    : "AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and AZURE_TENANT_ID are not all set."),
            IsDeployed = true,
            AcceptsClientId = true,
        },
        new(TokenSource.ManagedIdentity, "managed identity", "managed identity")
        {
            GetHelp = static _ => "Check that the machine or service has a managed identity. If it has several, specify -ClientId.",
            GetUnavailableReasonAsync = static async (options, settings, cancellationToken) =>
                Array.Exists(IdentityEndpoints, variable => IsSet(settings, variable))
                || await settings.HasMetadataService(options.Source == TokenSource.Default ? ShortProbe : LongProbe, cancellationToken).ConfigureAwait(false)
                    ? null
                    : "no managed identity endpoint responds on this machine.",
            IsDeployed = true,
            AcceptsClientId = true,
        },
        new(TokenSource.AzurePowerShell, "Az login (Connect-AzAccount)", "Az login")
        {
            GetHelp = static options => $"Run Connect-AzAccount{Tenant(options, " -Tenant ")}"
                + (options.Cloud.Name == AzureEnvironment.AzureCloud ? "" : $" -Environment {options.Cloud.Name}"),
        },
        new(TokenSource.AzureCli, "Azure CLI (az login)", "Azure CLI login")
        {
            GetHelp = static options => $"Run az login{Tenant(options, " --tenant ")}",
        },
    ];

    private static readonly TokenSourceDefinition[] Interactive =
    [
        new(TokenSource.Interactive, "browser", "browser login")
        {
            GetHelp = static _ => "If no browser can be opened, run Connect-AzQuantumWorkspace -TokenSource DeviceCode.",
            AcceptsClientId = true,
        },
        new(TokenSource.DeviceCode, "device code", "device code login")
        {
            GetHelp = static _ => "Run the command again, and enter the code before it expires.",
            AcceptsClientId = true,
        },
    ];

    /// <summary>Returns the recommended action if the source fails, with a command if possible.</summary>
    public required Func<CredentialOptions, string> GetHelp { get; init; }

    /// <summary>Returns why the source is not available on this machine, or null if it is available.</summary>
    public Func<CredentialOptions, WorkspaceClientSettings, CancellationToken, ValueTask<string?>> GetUnavailableReasonAsync { get; init; } =
        static (_, _, _) => new((string?)null);

    /// <summary>
    /// True if the source is configured for the machine and not by its user. A failure then ends the chain: the source identifies the
    /// intended account, and the next source would sign in as a different account.
    /// </summary>
    public bool IsDeployed { get; init; }

    /// <summary>Whether <c>ClientId</c> selects one of several identities of the source.</summary>
    public bool AcceptsClientId { get; init; }

    /// <summary>Returns the definition of a source other than <see cref="TokenSource.Default"/>.</summary>
    public static TokenSourceDefinition For(TokenSource source) => DefaultChain.Concat(Interactive).First(row => row.Source == source);

    /// <summary>Returns the definition for the secret or certificate of a service principal.</summary>
    public static TokenSourceDefinition ForServicePrincipal(string? clientId) => new(null, $"service principal {clientId}", "service principal")
    {
        GetHelp = static _ => "Check the application id, the tenant, and whether the secret or certificate has expired, in the application's registration.",
        IsDeployed = true,
    };

    private static bool IsSet(WorkspaceClientSettings settings, string variable) => !string.IsNullOrWhiteSpace(settings.Environment(variable));

    private static string Tenant(CredentialOptions options, string parameter) => options.TenantId is null ? "" : parameter + options.TenantId;
}
