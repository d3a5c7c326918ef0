namespace AzQuantumSession;

/// <summary>
/// The program as the client meets it. It belongs to a flow of execution, not to a connection: whichever command is running
/// when a token has to be renewed lends its own, so that connections can be shared by runspaces.
/// </summary>
public static class ClientHost
{
    private static readonly AsyncLocal<IClientHost?> Local = new();

    /// <summary>The host in this flow of execution; null where there is none.</summary>
    public static IClientHost? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }
}
