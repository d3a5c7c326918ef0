namespace AzQuantumSession;

/// <summary>Connects workspaces. Implemented by the client, which the module loads in a separate assembly load context.</summary>
public interface IWorkspaceClientFactory
{
    /// <summary>
    /// Resolves the workspace and the credential of the options, and connects the workspace. With a sign-in and without an endpoint, looks up
    /// the endpoint in Azure Resource Manager, once for each workspace, and uses the endpoint of the location if the lookup fails. Uses Azure
    /// Resource Graph if only the name of the workspace is specified. Validates the connection with one inexpensive request, unless
    /// <see cref="WorkspaceConnectionOptions.SkipValidation"/> is set.
    /// </summary>
    /// <param name="options">The options of the connection.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connected workspace.</returns>
    /// <exception cref="InvalidWorkspaceException">The options conflict, or an option is missing or invalid.</exception>
    /// <exception cref="QuantumServiceException">The workspace cannot be found, or rejects the credential.</exception>
    Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the workspaces that a sign-in can see, through Azure Resource Graph. They are connected without a request: the first request
    /// to a workspace uses the same sign-in. Disposing the client of any of them discards the sign-in of all of them.
    /// </summary>
    /// <param name="options">The credential, the cloud, and the URI of Azure Resource Manager. The other options are not used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The workspaces, ordered by their resource ids.</returns>
    /// <exception cref="InvalidWorkspaceException">The options conflict, or the credential belongs to one workspace.</exception>
    /// <exception cref="QuantumServiceException">The workspaces cannot be listed.</exception>
    IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken);

    /// <summary>Serializes the input of a job as JSON in UTF-8. Sends no request.</summary>
    /// <param name="value">Strings, finite numbers, Booleans, null, and lists and dictionaries of these values. The keys of dictionaries are strings.</param>
    /// <exception cref="ArgumentException">The value contains an unsupported type.</exception>
    byte[] WriteJson(object? value);
}
