using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AzQuantumSession.Connections;

/// <summary>The workspaces that one runspace has connected. Never shared: a host may serve two people.</summary>
internal sealed class ConnectionStore
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionStore> ByRunspace = [];

    private readonly Dictionary<string, QuantumWorkspace> _byId = new(StringComparer.OrdinalIgnoreCase);

    // Also those that another connection to the same workspace has taken the place of: their objects still work.
    private readonly List<WeakReference<IWorkspaceClient>> _clients = [];

    /// <summary>Those of the runspace that the calling thread works for.</summary>
    public static ConnectionStore Current => ByRunspace.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The workspace that commands use when nothing else says which.</summary>
    public QuantumWorkspace? Default { get; private set; }

    /// <summary>Makes a connected workspace the default.</summary>
    public void SetDefault(QuantumWorkspace workspace)
    {
        Add(workspace);
        Default = workspace;
    }

    /// <summary>Keeps a connected workspace, so that its id alone is enough from now on.</summary>
    public void Add(QuantumWorkspace workspace)
    {
        _byId[workspace.Id] = workspace;
        if (workspace.Client is { } client)
        {
            _clients.RemoveAll(static made => !made.TryGetTarget(out _));
            _clients.Add(new WeakReference<IWorkspaceClient>(client));
        }
    }

    /// <summary>Finds a connected workspace by its resource id.</summary>
    public QuantumWorkspace? Find(string workspaceId) => _byId.GetValueOrDefault(workspaceId);

    /// <summary>Ends every connection that the runspace has made, wherever it went since, and forgets the default.</summary>
    public void DisconnectAll()
    {
        foreach (WeakReference<IWorkspaceClient> made in _clients)
        {
            if (made.TryGetTarget(out IWorkspaceClient? client))
            {
                client.Dispose();
            }
        }

        _clients.Clear();
        Default = null;
        _byId.Clear();
    }
}
