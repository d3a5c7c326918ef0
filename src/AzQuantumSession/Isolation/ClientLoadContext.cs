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
    private const string PreferOwnSwitch = "AzQuantumSession.PreferOwnAssemblies";

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly AssemblyDependencyResolver _own = new(clientPath);
    private readonly bool _preferOwn = AppContext.TryGetSwitch(PreferOwnSwitch, out bool on) && on;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        string? own = _own.ResolveAssemblyToPath(assemblyName);
        Version? inFramework = VersionOf(Path.Combine(FrameworkFolder, name + ".dll"));
        return AssemblyChoice.Decide(name, assemblyName.Version, inFramework, own is not null, _preferOwn) switch
        {
            AssemblySource.Shared => typeof(IWorkspaceClientFactory).Assembly,
            AssemblySource.Own => LoadFromAssemblyPath(own!),
            AssemblySource.Refused => throw new FileNotFoundException($"AzQuantumSession does not bring {name}, and takes no other module's."),
            _ => null,
        };
    }

    private static Version? VersionOf(string path) =>
        File.Exists(path) ? AssemblyName.GetAssemblyName(path).Version : null;
}
