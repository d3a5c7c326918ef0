using System.Security;

namespace AzQuantumSession;

/// <summary>
/// The options of a connection to a workspace. The workspace is specified by a connection string, a resource id, or a name, with
/// a resource group and a subscription if the name is not unique. Otherwise, the environment variables of the Azure Quantum Python
/// SDK specify the workspace. The credential is an API key, an access token, the secret or certificate of a service principal, or
/// a <see cref="TokenSource"/>. Otherwise, <see cref="AzQuantumSession.TokenSource.Default"/> is used.
/// </summary>
public sealed class WorkspaceConnectionOptions
{
    /// <summary>The connection string of the Azure portal. It contains a key, or the tenant to sign in to.</summary>
    public SecureString? ConnectionString { get; init; }

    /// <summary>The ARM resource id of the workspace.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The subscription id: a GUID; null to search for the workspace.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The name of the resource group; null to search for the workspace.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The name of the workspace.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>
    /// The region, as a display name (<c>East US</c>) or a name (<c>eastus</c>). It determines the endpoint if Azure Resource Manager does not
    /// return it; null if it is not known.
    /// </summary>
    public string? Location { get; init; }

    /// <summary>The URI of the data plane, if it is not the public data plane; https, or http with a loopback address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The URI of Azure Resource Manager, if it is not the endpoint of the cloud; https, or http with a loopback address.</summary>
    public Uri? ResourceManagerEndpoint { get; init; }

    /// <summary>An API key of the workspace.</summary>
    public SecureString? ApiKey { get; init; }

    /// <summary>An existing access token for the data plane.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>The source of tokens; null if it is not specified.</summary>
    public TokenSource? TokenSource { get; init; }

    /// <summary>The tenant to sign in to: a GUID or a domain name.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application id of the service principal, or the client id of a user-assigned managed identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret of the service principal.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The path of the PFX or PEM file with the certificate and the private key of the service principal.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The password of the certificate file; null if the file has no password.</summary>
    public SecureString? CertificatePassword { get; init; }

    /// <summary>The cloud, which determines the sign-in endpoint and the endpoint of Azure Resource Manager.</summary>
    public AzureEnvironment Environment { get; init; }

    /// <summary>True to connect without the request that validates the connection.</summary>
    public bool SkipValidation { get; init; }

    /// <summary>
    /// The API version of the data plane, for example <c>2026-01-15-preview</c>; null for the default version of the client.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>The name and version of the host, for the User-Agent header: <c>PowerShell/7.4.6</c>.</summary>
    public string? Host { get; init; }
}

/// <summary>The Azure clouds, with the names of <c>Get-AzEnvironment</c>.</summary>
public enum AzureEnvironment
{
    /// <summary>The public cloud.</summary>
    AzureCloud,

    /// <summary>The US Government cloud.</summary>
    AzureUSGovernment,

    /// <summary>The cloud operated by 21Vianet in China.</summary>
    AzureChinaCloud,
}
