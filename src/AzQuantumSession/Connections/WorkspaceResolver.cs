using System.Runtime.CompilerServices;
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

    private readonly Dictionary<string, Task<IWorkspaceClient?>> _connecting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the host in the user agent of the client.</summary>
    public string Host => host;

    /// <summary>The default workspace of the runspace; null if no workspace is connected.</summary>
    public QuantumWorkspace? Default => connections.Default;

    /// <summary>Connects a workspace and makes it the runspace's default.</summary>
    public async Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        QuantumWorkspace workspace = await factory().ConnectAsync(options, cancellationToken);
        connections.SetDefault(workspace);
        return workspace;
    }

    /// <summary>
    /// Lists the workspaces that the sign-in of the default connection can see, or the default credential if no workspace is connected.
    /// They can be used without another sign-in. A workspace that is already connected keeps its connection.
    /// </summary>
    public async IAsyncEnumerable<QuantumWorkspace> ListAvailableAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<QuantumWorkspace> available = connections.Default?.Client is { } client
            ? client.ListWorkspacesAsync(cancellationToken)
            : factory().ListWorkspacesAsync(new WorkspaceConnectionOptions { Host = host }, cancellationToken);
        await foreach (QuantumWorkspace workspace in available)
        {
            if (connections.Find(workspace.Id) is { Client: not null } connected)
            {
                yield return connected;
            }
            else
            {
                connections.Add(workspace);
                yield return workspace;
            }
        }
    }

    /// <summary>Returns the client of the workspace. Connects to the workspace if necessary.</summary>
    /// <param name="workspaceParameter">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="origin">The origin of the input object; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CmdletException">No workspace is specified, or the object belongs to another workspace than <c>-Workspace</c>.</exception>
    public async Task<IWorkspaceClient> ResolveAsync(QuantumWorkspace? workspaceParameter, ItemOrigin? origin, CancellationToken cancellationToken)
    {
        if (origin?.Id is { } id)
        {
            ThrowIfOtherWorkspace(workspaceParameter, id);
            return workspaceParameter?.Client ?? origin.Client ?? await FindAsync(id, isTerminating: false, cancellationToken);
        }

        return workspaceParameter switch
        {
            null => connections.Default?.Client ?? (await ShareAsync("", () => ConnectFromEnvironmentAsync(cancellationToken)))!,
            { Client: { } client } => client,
            { IsDetached: true } => await FindAsync(workspaceParameter.Id, isTerminating: true, cancellationToken),
            _ => connections.Find(workspaceParameter.Id)?.Client
                ?? (await ShareAsync(workspaceParameter.Id, () => ConnectAsync(workspaceParameter.Id, cancellationToken)))!,
        };
    }

    /// <summary>Returns the name of the workspace for confirmation prompts. Sends no request.</summary>
    public string Describe(QuantumWorkspace? workspaceParameter, ItemOrigin? origin)
    {
        string? name = workspaceParameter?.Name
            ?? origin?.Client?.Workspace.Name
            ?? origin?.Id?.Split('/')[^1]
            ?? connections.Default?.Name
            ?? Environment.GetEnvironmentVariable(NameVariable);
        return string.IsNullOrEmpty(name) ? "the workspace in the environment variables" : $"workspace '{name}'";
    }

    private static void ThrowIfOtherWorkspace(QuantumWorkspace? workspaceParameter, string id)
    {
        if (workspaceParameter is not null && !workspaceParameter.Id.EqualsIgnoreCase(id))
        {
            throw new CmdletException(
                ErrorIds.InvalidWorkspace,
                ErrorCategory.InvalidArgument,
                $"The object belongs to workspace '{id}', but -Workspace is '{workspaceParameter.Id}'. Omit -Workspace to use the workspace of the object.",
                workspaceParameter.Id);
        }
    }

    // For an object whose connection is not available, because it was read in another process.
    private async Task<IWorkspaceClient> FindAsync(string workspaceId, bool isTerminating, CancellationToken cancellationToken)
    {
        if (connections.Find(workspaceId)?.Client is { } connected)
        {
            return connected;
        }

        if (HasEnvironment && await ShareAsync($"find {workspaceId}", () => FindInEnvironmentAsync(workspaceId, cancellationToken)) is { } client)
        {
            return client;
        }

        const string Action = "Run Connect-AzQuantumWorkspace in this process, or use Start-ThreadJob or ForEach-Object -Parallel, which share the connection.";
        throw new CmdletException(
            ErrorIds.WorkspaceDisconnected,
            ErrorCategory.ConnectionError,
            $"The connection to '{workspaceId}' was made in another process, and its credential is not available in this process. {Action}",
            workspaceId,
            Action)
        {
            IsTerminating = isTerminating,
        };
    }

    private async Task<IWorkspaceClient?> FindInEnvironmentAsync(string workspaceId, CancellationToken cancellationToken)
    {
        QuantumWorkspace workspace = await factory().ConnectAsync(FromEnvironment, cancellationToken);
        if (workspace.Id.EqualsIgnoreCase(workspaceId))
        {
            connections.Add(workspace);
            return workspace.Client;
        }

        workspace.Client?.Dispose();
        return null;
    }

    // Items that a command processes at the same time make one connection.
    private async Task<IWorkspaceClient?> ShareAsync(string key, Func<Task<IWorkspaceClient?>> connect)
    {
        if (_connecting.TryGetValue(key, out Task<IWorkspaceClient?>? connecting))
        {
            return await connecting;
        }

        connecting = connect();
        _connecting[key] = connecting;
        try
        {
            return await connecting;
        }
        finally
        {
            _connecting.Remove(key);
        }
    }

    private async Task<IWorkspaceClient?> ConnectAsync(string workspaceId, CancellationToken cancellationToken)
    {
        QuantumWorkspace workspace = await factory().ConnectAsync(
            new WorkspaceConnectionOptions { ResourceId = workspaceId, SkipValidation = true, Host = host },
            cancellationToken);
        connections.Add(workspace);
        return workspace.Client;
    }

    private async Task<IWorkspaceClient?> ConnectFromEnvironmentAsync(CancellationToken cancellationToken)
    {
        if (!HasEnvironment)
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

        return (await ConnectAsync(FromEnvironment, cancellationToken)).Client;
    }

    private WorkspaceConnectionOptions FromEnvironment => new() { SkipValidation = true, Host = host };

    private static bool HasEnvironment => IsSet(ConnectionStringVariable) || IsSet(NameVariable);

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}

/// <summary>Where an input object comes from.</summary>
/// <param name="Client">The client that read the object; null if it is not available in this process.</param>
/// <param name="WorkspaceId">The resource id of the object's workspace; null if it is not known.</param>
internal sealed record ItemOrigin(IWorkspaceClient? Client, string? WorkspaceId)
{
    /// <summary>The resource id of the object's workspace; null if neither the client nor the id is known.</summary>
    public string? Id => Client?.Workspace.Id ?? (string.IsNullOrEmpty(WorkspaceId) ? null : WorkspaceId);
}
