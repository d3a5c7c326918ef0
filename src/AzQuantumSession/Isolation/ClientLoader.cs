using System.Reflection;

namespace AzQuantumSession.Isolation;

/// <summary>Loads the client once per process, when the first command needs a workspace.</summary>
internal static class ClientLoader
{
    private const string ClientAssembly = "AzQuantumSession.Client";
    private const string FactoryType = "AzQuantumSession.Client.WorkspaceClientFactory";

    private static readonly Lazy<IWorkspaceClientFactory> Loaded = new(Load);

    public static IWorkspaceClientFactory Factory => Loaded.Value;

    private static IWorkspaceClientFactory Load()
    {
        string folder = Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location) ?? "";
        string path = Path.Combine(folder, "lib", ClientAssembly + ".dll");
        Assembly client = new ClientLoadContext(path).LoadFromAssemblyPath(path);
        return (IWorkspaceClientFactory)Activator.CreateInstance(client.GetType(FactoryType, throwOnError: true)!)!;
    }
}
