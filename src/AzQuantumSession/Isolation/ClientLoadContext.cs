using System.Reflection;
using System.Runtime.Loader;

namespace AzQuantumSession.Isolation;

/// <summary>
/// Holds the client and all that it needs, apart from what other modules brought into the process. Hooks nothing: what
/// the client asks for comes through <see cref="Load"/>, and nobody else's request does.
/// </summary>
/// <param name="clientPath">The client's assembly; its <c>.deps.json</c> tells which file serves which platform.</param>
internal sealed class ClientLoadContext(string clientPath) : AssemblyLoadContext("AzQuantumSession")
{
    /// <summary>
    /// A switch of <see cref="AppContext"/>, read once: on, every assembly in <c>lib/</c> is taken from there, as an older
    /// runtime makes us do. It shows on a new runtime that our own copies work.
    /// </summary>
    private const string PreferBundledSwitch = "AzQuantumSession.PreferBundledAssemblies";

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly AssemblyDependencyResolver _resolver = new(clientPath);
    private readonly bool _preferBundled = AppContext.TryGetSwitch(PreferBundledSwitch, out bool on) && on;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        string? bundledPath = _resolver.ResolveAssemblyToPath(assemblyName);
        Version? frameworkVersion = GetAssemblyVersion(Path.Combine(FrameworkFolder, name + ".dll"));
        return AssemblyResolutionPolicy.Resolve(name, assemblyName.Version, frameworkVersion, bundledPath is not null, _preferBundled) switch
        {
            AssemblySource.Model => typeof(IWorkspaceClientFactory).Assembly,
            AssemblySource.Bundled => LoadFromAssemblyPath(bundledPath!),
            AssemblySource.Blocked => throw new FileNotFoundException($"AzQuantumSession does not bring {name}, and takes no other module's."),
            _ => null,
        };
    }

    private static Version? GetAssemblyVersion(string path) =>
        File.Exists(path) ? AssemblyName.GetAssemblyName(path).Version : null;
}
