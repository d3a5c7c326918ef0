namespace AzQuantumSession;

/// <summary>
/// Provides the host of the client in the current asynchronous control flow. The host does not belong to a connection, so that
/// runspaces can share connections: a token is renewed through the host of the command that needs it.
/// </summary>
public static class ClientHost
{
    private static readonly AsyncLocal<IClientHost?> Local = new();

    /// <summary>The host in the current asynchronous control flow; null if there is none.</summary>
    public static IClientHost? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }
}
