using System.Reflection;
using System.Runtime.Loader;

namespace Fixtures;

/// <summary>An assembly that a fixture has used.</summary>
public sealed record UsedAssembly(string Name, string Version, string? Context)
{
    public static UsedAssembly FromType(Type type)
    {
        AssemblyName name = type.Assembly.GetName();
        return new UsedAssembly(name.Name!, name.Version!.ToString(2), AssemblyLoadContext.GetLoadContext(type.Assembly)?.Name);
    }
}
