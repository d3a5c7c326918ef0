using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Connections;

/// <summary>
/// Resolves the workspace of a command: the specified workspace, or the workspace of the input object, or the default of the runspace, or
/// the workspace in the environment variables.
/// </summary>
internal sealed class WorkspaceResolver(Func<IWorkspaceClientFactory> factory, ConnectionStore connections, string host)
{
    /// <summary>The same names as in the Python client.</summary>
    private const string ConnectionStringVariable = "AZURE_QUANTUM_CONNECTION_STRING";
    private const string NameVariable = "AZURE_QUANTUM_WORKSPACE_NAME";

    /// <summary>The name of the host in the user agent of the client.</summary>
    public string Host => host;

    /// <summary>Connects a workspace and makes it the runspace's default.</summary>
    public async Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        QuantumWorkspace workspace = await factory().ConnectAsync(options, cancellationToken);
        connections.SetDefault(workspace);
        return workspace;
    }

    /// <summary>Returns the client of the workspace. Connects to the workspace if necessary.</summary>
    /// <param name="workspaceParameter">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="itemClient">The client that read the input object; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CmdletException">No workspace is specified.</exception>
    public async Task<IWorkspaceClient> ResolveAsync(
        QuantumWorkspace? workspaceParameter,
        IWorkspaceClient? itemClient,
        CancellationToken cancellationToken)
    {
        if (workspaceParameter?.Client is { } connected)
        {
            return connected;
        }

        if (workspaceParameter is not null)
        {
            return UseItemClientIfSameWorkspace(workspaceParameter, itemClient) ?? await GetOrConnectAsync(workspaceParameter, cancellationToken);
        }

        return itemClient ?? connections.Default?.Client ?? await ConnectFromEnvironmentAsync(cancellationToken);
    }

    /// <summary>Returns the name of the workspace for confirmation prompts. Sends no request.</summary>
    public string Describe(QuantumWorkspace? workspaceParameter, IWorkspaceClient? itemClient)
    {
        string? name = workspaceParameter?.Name
            ?? itemClient?.Workspace.Name
            ?? connections.Default?.Name
            ?? Environment.GetEnvironmentVariable(NameVariable);
        return string.IsNullOrEmpty(name) ? "the workspace in the environment variables" : $"workspace '{name}'";
    }

    // A piped object also binds its Workspace property. If both are the same workspace, the connection of the object is used.
    private static IWorkspaceClient? UseItemClientIfSameWorkspace(QuantumWorkspace workspaceParameter, IWorkspaceClient? itemClient) =>
        string.Equals(itemClient?.Workspace.Id, workspaceParameter.Id, StringComparison.OrdinalIgnoreCase) ? itemClient : null;

    private async Task<IWorkspaceClient> GetOrConnectAsync(QuantumWorkspace workspaceParameter, CancellationToken cancellationToken)
    {
        QuantumWorkspace? workspace = connections.Find(workspaceParameter.Id);
        if (workspace is null && workspaceParameter.IsDetached)
        {
            const string Action = "Run Connect-AzQuantumWorkspace in this process, or use Start-ThreadJob or ForEach-Object -Parallel, which share the connection.";
            throw new CmdletException(
                ErrorIds.WorkspaceDisconnected,
                ErrorCategory.ConnectionError,
                $"The connection to '{workspaceParameter.Id}' was made in another process, and its credential is not available in this process. {Action}",
                workspaceParameter.Id,
                Action)
            {
                IsTerminating = true,
            };
        }

        if (workspace is null)
        {
            workspace = await factory().ConnectAsync(
                new WorkspaceConnectionOptions { ResourceId = workspaceParameter.Id, SkipValidation = true, Host = host },
                cancellationToken);
            connections.Add(workspace);
        }

        return workspace.Client!;
    }

    private async Task<IWorkspaceClient> ConnectFromEnvironmentAsync(CancellationToken cancellationToken)
    {
        if (!IsSet(ConnectionStringVariable) && !IsSet(NameVariable))
        {
            throw new CmdletException(
                ErrorIds.WorkspaceNotConnected,
                ErrorCategory.ConnectionError,
                "No workspace is connected. Run Connect-AzQuantumWorkspace first, or give -Workspace, or set "
                + $"{ConnectionStringVariable}.",
                recommendedAction: "Connect-AzQuantumWorkspace")
            {
                IsTerminating = true,
            };
        }

        return (await ConnectAsync(new WorkspaceConnectionOptions { SkipValidation = true, Host = host }, cancellationToken)).Client!;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
