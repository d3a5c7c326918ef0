namespace AzQuantumSession;

/// <summary>Connects workspaces. Implemented by the client, which is loaded apart from everything else.</summary>
public interface IWorkspaceClientFactory
{
    /// <summary>
    /// Settles which workspace and which credential the options mean. Asks Azure Resource Manager where neither an
    /// endpoint nor a location is given; sends no request to the workspace itself.
    /// </summary>
    /// <param name="options">What the user said.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The connected workspace.</returns>
    /// <exception cref="InvalidWorkspaceException">The options contradict each other, or a part is missing or wrong.</exception>
    /// <exception cref="QuantumServiceException">Azure Resource Manager did not tell where the workspace is.</exception>
    Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken);
}
