using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>The access of a credential to Azure Resource Manager.</summary>
/// <param name="endpoint">The URI that the user specified; null for the endpoint of the cloud.</param>
/// <param name="cloud">The cloud.</param>
/// <param name="credential">The credential of the connection.</param>
/// <param name="host">The name and version of the host.</param>
/// <param name="settings">The settings of the requests.</param>
/// <param name="locations">The locations that were looked up by other connections.</param>
internal sealed class ResourceManagerConnection(
    Uri? endpoint,
    AzureCloud cloud,
    WorkspaceCredential credential,
    string? host,
    WorkspaceClientSettings settings,
    WorkspaceLocationCache locations)
{
    private readonly Uri _uri = endpoint ?? cloud.ResourceManager;

    /// <summary>Whether the credential is a sign-in, or a token that the user also wants to send to Azure Resource Manager.</summary>
    public bool IsAvailable => credential is WorkspaceCredential.SignedIn || (credential is WorkspaceCredential.Given && endpoint is not null);

    /// <summary>The name of the credential.</summary>
    public string CredentialName => credential.Name;

    /// <summary>Creates a client.</summary>
    /// <param name="scope">What the requests are about, as it appears in a sentence.</param>
    /// <param name="reject">Creates the error for a credential that Azure Resource Manager does not accept.</param>
    /// <exception cref="InvalidWorkspaceException">The credential is a key or a token for the workspace.</exception>
    public ResourceManagerClient CreateClient(string scope, Func<WorkspaceCredential, InvalidWorkspaceException> reject) =>
        IsAvailable ? CreateClient(scope, settings) : throw reject(credential);

    /// <summary>Looks up a workspace, once for all connections of the process.</summary>
    /// <param name="id">The id of the workspace.</param>
    /// <param name="isOptional">True if the caller can do without the location. The lookup then ends sooner if there is no response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="QuantumServiceException">The workspace cannot be looked up.</exception>
    public Task<WorkspaceLocation> LocateAsync(WorkspaceId id, bool isOptional, CancellationToken cancellationToken) => locations.GetAsync(
        _uri,
        id,
        isOptional,
        token => CreateClient(Describe(id), isOptional ? settings.ForConnecting() : settings).FindAsync(id, token),
        settings.TimeProvider,
        cancellationToken);

    /// <summary>Reads the properties of a workspace, with the limits of its quotas. They are not cached, because limits change.</summary>
    /// <exception cref="QuantumServiceException">The workspace cannot be read.</exception>
    public Task<WorkspacePropertiesDto> ReadQuotaLimitsAsync(WorkspaceId id, CancellationToken cancellationToken) =>
        CreateClient(Describe(id), settings.ForConnecting()).ReadQuotaLimitsAsync(id, cancellationToken);

    private static string Describe(WorkspaceId id) => $"resource group '{id.ResourceGroupName}' of subscription '{id.SubscriptionId}'";

    private ResourceManagerClient CreateClient(string scope, HttpSettings httpSettings)
    {
        HttpPipelinePolicy policy = credential is WorkspaceCredential.SignedIn signedIn
            ? signedIn.ForResourceManager(_uri)
            : new TokenPolicy((WorkspaceCredential.Given)credential, _uri);
        return new ResourceManagerClient(_uri, scope, credential, policy, host, httpSettings);
    }
}
