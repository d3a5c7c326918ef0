using AzQuantumSession.Client.Credentials;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>The access of a credential to Azure Resource Manager.</summary>
/// <param name="endpoint">The URI that the user specified; null for the endpoint of the cloud.</param>
/// <param name="cloud">The cloud.</param>
/// <param name="credential">The credential of the connection.</param>
/// <param name="host">The name and version of the host.</param>
/// <param name="settings">The settings of the requests.</param>
internal sealed class ResourceManagerConnection(
    Uri? endpoint, AzureCloud cloud, WorkspaceCredential credential, string? host, WorkspaceClientSettings settings)
{
    /// <summary>Creates a client.</summary>
    /// <param name="scope">What the requests are about, as it appears in a sentence.</param>
    /// <param name="reject">Creates the error for a credential that Azure Resource Manager does not accept.</param>
    /// <exception cref="InvalidWorkspaceException">The credential is a key or a token for the workspace.</exception>
    public ResourceManagerClient CreateClient(string scope, Func<WorkspaceCredential, InvalidWorkspaceException> reject)
    {
        Uri uri = endpoint ?? cloud.ResourceManager;
        HttpPipelinePolicy policy = credential switch
        {
            WorkspaceCredential.SignedIn signedIn => signedIn.ForResourceManager(uri),
            WorkspaceCredential.Given token when endpoint is not null => new TokenPolicy(token, uri),
            _ => throw reject(credential),
        };
        return new ResourceManagerClient(uri, scope, credential, policy, host, settings);
    }
}
