using System.Reflection;
using System.Runtime.Loader;

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

/// <summary>
/// Contains the client and its dependencies, separate from the assemblies of other modules. Registers no event handler:
/// <see cref="Load"/> receives only the requests of the assemblies in this context.
/// </summary>
/// <param name="clientPath">The path of the client assembly. Its <c>.deps.json</c> file determines the files for each platform.</param>
internal sealed class ClientLoadContext(string clientPath) : AssemblyLoadContext("AzQuantumSession")
{
    /// <summary>
    /// An <see cref="AppContext"/> switch, which is read once. If it is on, all assemblies in <c>lib/</c> are loaded from there, as on an
    /// older runtime. Tests use it to verify the bundled assemblies on a newer runtime.
    /// </summary>
    private const string PreferBundledSwitch = "AzQuantumSession.PreferBundledAssemblies";

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly AssemblyDependencyResolver _resolver = new(clientPath);
    private readonly bool _preferBundled = AppContext.TryGetSwitch(PreferBundledSwitch, out bool isEnabled) && isEnabled;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        string? bundledPath = _resolver.ResolveAssemblyToPath(assemblyName);
        Version? frameworkVersion = GetAssemblyVersion(Path.Combine(FrameworkFolder, name + ".dll"));
        return AssemblyResolutionPolicy.Resolve(name, assemblyName.Version, frameworkVersion, bundledPath is not null, _preferBundled) switch
        {
            AssemblySource.Model => typeof(IWorkspaceClientFactory).Assembly,
            AssemblySource.Bundled => LoadFromAssemblyPath(bundledPath!),
            AssemblySource.Blocked => throw new FileNotFoundException($"AzQuantumSession does not contain {name}, and does not load it from another module."),
            _ => null,
        };
    }

    private static Version? GetAssemblyVersion(string path) =>
        File.Exists(path) ? AssemblyName.GetAssemblyName(path).Version : null;
}
