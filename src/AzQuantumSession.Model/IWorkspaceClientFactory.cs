namespace AzQuantumSession;

/// <summary>Connects workspaces. Implemented by the client, which is loaded apart from everything else.</summary>
public interface IWorkspaceClientFactory
{
    /// <summary>
    /// Settles which workspace and which credential the options mean. Asks Azure Resource Manager where neither an
    /// endpoint nor a location is given, and the Resource Graph where the workspace is given by its name alone. Then one cheap
    /// read proves the connection, unless <see cref="WorkspaceConnectionOptions.SkipValidation"/> says not to.
    /// </summary>
    /// <param name="options">What the user said.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The connected workspace.</returns>
    /// <exception cref="InvalidWorkspaceException">The options contradict each other, or a part is missing or wrong.</exception>
    /// <exception cref="QuantumServiceException">Nothing tells where the workspace is, or it does not let the credential in.</exception>
    Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken);

    /// <summary>Writes data as JSON, in UTF-8: what a job is to run. Sends no request.</summary>
    /// <param name="value">Strings, finite numbers, Booleans, and dictionaries with string keys and lists of them; null is JSON's null.</param>
    /// <exception cref="ArgumentException">A part of it has another type.</exception>
    byte[] WriteJson(object? value);
}
