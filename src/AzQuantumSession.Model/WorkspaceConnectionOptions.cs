using System.Security;

namespace AzQuantumSession;

/// <summary>
/// What a user may say to connect a workspace. Which workspace: a connection string, a resource id, or its name, with resource
/// group and subscription where that is not unique; with none of them, the environment variables that the Python client
/// reads. Which credential: one of an API key, an access token, a service principal's secret or certificate, and a
/// <see cref="TokenSource"/>; with none of them, <see cref="AzQuantumSession.TokenSource.Default"/>.
/// </summary>
public sealed class WorkspaceConnectionOptions
{
    /// <summary>The portal's connection string. It holds a key.</summary>
    public SecureString? ConnectionString { get; init; }

    /// <summary>The workspace's ARM resource id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The subscription's id (a GUID); may be left out, and is then looked for.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The resource group's name; may be left out, and is then looked for.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>The region, in either form (<c>East US</c>, <c>eastus</c>); null to ask Azure Resource Manager.</summary>
    public string? Location { get; init; }

    /// <summary>The data plane's address where it is not the public one; https, or http on loopback.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Azure Resource Manager's address where it is not the public one; https, or http on loopback.</summary>
    public Uri? ResourceManagerEndpoint { get; init; }

    /// <summary>A workspace key.</summary>
    public SecureString? ApiKey { get; init; }

    /// <summary>A token for the data plane that the user already has.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>Where tokens come from; null where that is not said.</summary>
    public TokenSource? TokenSource { get; init; }

    /// <summary>The tenant to sign in to: a GUID or a domain.</summary>
    public string? TenantId { get; init; }

    /// <summary>The service principal's application id, or the client id of a managed identity that is not the system's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>The service principal's secret.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The file with the service principal's certificate and its private key: PFX or PEM.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The password of that file; null for none.</summary>
    public SecureString? CertificatePassword { get; init; }

    /// <summary>Which cloud: it settles where to sign in, and which Azure Resource Manager is asked.</summary>
    public AzureEnvironment Environment { get; init; }

    /// <summary>Whether to connect without the request that proves the connection.</summary>
    public bool SkipValidation { get; init; }

    /// <summary>
    /// The data plane's version where it is not to be the client's own, for example <c>2026-01-15-preview</c>; null for
    /// the client's.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>What the client calls itself in its user agent, besides its own name and version: <c>PowerShell/7.4.6</c>.</summary>
    public string? Host { get; init; }
}
