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
        string folder = Path.Combine(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location) ?? "", "lib");
        Assembly client = new ClientLoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, ClientAssembly + ".dll"));
        return (IWorkspaceClientFactory)Activator.CreateInstance(client.GetType(FactoryType, throwOnError: true)!)!;
    }
}

/// <summary>
/// Contains the client and its dependencies, separate from the assemblies of other modules. Registers no event handler:
/// <see cref="Load"/> receives only the requests of the assemblies in this context.
/// </summary>
/// <param name="folder">The folder of the client and its dependencies. Its folder <c>win</c> contains what is different on Windows.</param>
internal sealed class ClientLoadContext(string folder) : AssemblyLoadContext("AzQuantumSession")
{
    /// <summary>
    /// An <see cref="AppContext"/> switch, which is read once. If it is on, all assemblies in <c>lib/</c> are loaded from there, as on an
    /// older runtime. Tests use it to verify the bundled assemblies on a newer runtime.
    /// </summary>
    private const string PreferBundledSwitch = "AzQuantumSession.PreferBundledAssemblies";

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly bool _preferBundled = AppContext.TryGetSwitch(PreferBundledSwitch, out bool isEnabled) && isEnabled;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        string? bundledPath = FindBundled(name + ".dll");
        return AssemblyResolutionPolicy.Resolve(name, assemblyName.Version, GetFrameworkVersion, bundledPath is not null, _preferBundled) switch
        {
            AssemblySource.Model => typeof(IWorkspaceClientFactory).Assembly,
            AssemblySource.Bundled => LoadFromAssemblyPath(bundledPath!),
            AssemblySource.Blocked => throw new FileNotFoundException($"AzQuantumSession does not contain {name}, and does not load it from another module."),
            _ => null,
        };
    }

    // AssemblyDependencyResolver would start the host's resolver, which takes a considerable part of the time of a first command.
    private string? FindBundled(string file)
    {
        string windowsPath = Path.Combine(folder, "win", file);
        string path = OperatingSystem.IsWindows() && File.Exists(windowsPath) ? windowsPath : Path.Combine(folder, file);
        return File.Exists(path) ? path : null;
    }

    private static Version? GetFrameworkVersion(string name) => File.Exists(Path.Combine(FrameworkFolder, name + ".dll"))
        ? Default.LoadFromAssemblyName(new AssemblyName(name)).GetName().Version
        : null;
}
