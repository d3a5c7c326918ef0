using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AzQuantumSession.Connections;

/// <summary>The connected workspaces of a runspace. Runspaces do not share them, because a host can serve several users.</summary>
internal sealed class ConnectionStore
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionStore> ByRunspace = [];

    private readonly Dictionary<string, QuantumWorkspace> _byId = new(StringComparer.OrdinalIgnoreCase);

    // Includes clients that a later connection to the same workspace has replaced: objects that were read with them can still be used.
    private readonly List<WeakReference<IWorkspaceClient>> _clients = [];

    /// <summary>The connections of the current thread's runspace.</summary>
    public static ConnectionStore Current => ByRunspace.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The workspace that commands use if no other workspace is specified.</summary>
    public QuantumWorkspace? Default { get; private set; }

    /// <summary>The connected workspaces.</summary>
    public IReadOnlyCollection<QuantumWorkspace> Workspaces => _byId.Values;

    /// <summary>Adds a connected workspace and makes it the default.</summary>
    public void SetDefault(QuantumWorkspace workspace)
    {
        Add(workspace);
        Default = workspace;
    }

    /// <summary>Adds a connected workspace, so that it can be found by its id.</summary>
    public void Add(QuantumWorkspace workspace)
    {
        _byId[workspace.Id] = workspace;
        if (workspace.Client is { } client)
        {
            _clients.RemoveAll(static reference => !reference.TryGetTarget(out _));
            _clients.Add(new WeakReference<IWorkspaceClient>(client));
        }
    }

    /// <summary>Returns a connected workspace by its resource id, or null.</summary>
    public QuantumWorkspace? Find(string workspaceId) => _byId.GetValueOrDefault(workspaceId);

    /// <summary>Closes all connections of the runspace, including connections that other runspaces use, and removes the default.</summary>
    public void DisconnectAll()
    {
        foreach (WeakReference<IWorkspaceClient> reference in _clients)
        {
            if (reference.TryGetTarget(out IWorkspaceClient? client))
            {
                client.Dispose();
            }
        }

        _clients.Clear();
        Default = null;
        _byId.Clear();
    }
}

/// <summary>Closes the connections of the runspace when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ConnectionStore.Current.DisconnectAll();
}
