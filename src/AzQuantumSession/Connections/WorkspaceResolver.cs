using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Connections;

/// <summary>
/// Finds the workspace that a command is to work on: the one given, else the object's own, else the runspace's default,
/// else the one that the environment variables name.
/// </summary>
internal sealed class WorkspaceResolver(Func<IWorkspaceClientFactory> factory, ConnectionStore connections, string host)
{
    /// <summary>The names that the Python client reads too.</summary>
    private const string ConnectionStringVariable = "AZURE_QUANTUM_CONNECTION_STRING";
    private const string NameVariable = "AZURE_QUANTUM_WORKSPACE_NAME";

    /// <summary>What the client is to call the host in its user agent.</summary>
    public string Host => host;

    /// <summary>Connects a workspace and makes it the runspace's default.</summary>
    public async Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        QuantumWorkspace workspace = await factory().ConnectAsync(options, cancellationToken);
        connections.SetDefault(workspace);
        return workspace;
    }

    /// <summary>The way to the workspace. Connects where that has not been done.</summary>
    /// <param name="workspaceParameter">What <c>-Workspace</c> says; null for nothing.</param>
    /// <param name="itemClient">Where the object at hand came from; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CmdletException">Nothing says which workspace.</exception>
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

    /// <summary>Names the workspace for a question to the user, without any request.</summary>
    public string Describe(QuantumWorkspace? given, IWorkspaceClient? own)
    {
        string? name = given?.Name
            ?? own?.Workspace.Name
            ?? connections.Default?.Name
            ?? Environment.GetEnvironmentVariable(NameVariable);
        return string.IsNullOrEmpty(name) ? "the workspace that the environment names" : $"workspace '{name}'";
    }

    // An object that is piped brings its workspace's id along with itself; its own connection is the better of the two.
    private static IWorkspaceClient? UseItemClientIfSameWorkspace(QuantumWorkspace given, IWorkspaceClient? own) =>
        string.Equals(own?.Workspace.Id, given.Id, StringComparison.OrdinalIgnoreCase) ? own : null;

    private async Task<IWorkspaceClient> GetOrConnectAsync(QuantumWorkspace given, CancellationToken cancellationToken)
    {
        QuantumWorkspace? workspace = connections.Find(given.Id);
        if (workspace is null && given.IsDetached)
        {
            const string Action = "Run Connect-AzQuantumWorkspace in this one, or use Start-ThreadJob or ForEach-Object -Parallel, which share the connection.";
            throw new CmdletException(
                ErrorIds.WorkspaceDisconnected,
                ErrorCategory.ConnectionError,
                $"The connection to '{given.Id}' was made in another process, and its credential stayed there. {Action}",
                given.Id,
                Action)
            {
                IsTerminating = true,
            };
        }

        if (workspace is null)
        {
            workspace = await factory().ConnectAsync(
                new WorkspaceConnectionOptions { ResourceId = given.Id, SkipValidation = true, Host = host },
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
