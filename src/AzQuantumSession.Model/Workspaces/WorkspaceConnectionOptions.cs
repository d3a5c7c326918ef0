using System.Security;

namespace AzQuantumSession;

/// <summary>
/// What a user may say to connect a workspace. Which workspace: a connection string, a resource id, or three names; with
/// none of them, the environment variables that the Python client reads. Which credential: an API key, an access token, or
/// the default credential.
/// </summary>
public sealed class WorkspaceConnectionOptions
{
    /// <summary>The portal's connection string. It holds a key.</summary>
    public SecureString? ConnectionString { get; init; }

    /// <summary>The workspace's ARM resource id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The subscription's id (a GUID).</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The resource group's name.</summary>
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

    /// <summary>
    /// The data plane's version where it is not to be the client's own, for example <c>2026-01-15-preview</c>; null for
    /// the client's.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>What the client calls itself in its user agent, besides its own name and version: <c>PowerShell/7.4.6</c>.</summary>
    public string? Host { get; init; }
}
