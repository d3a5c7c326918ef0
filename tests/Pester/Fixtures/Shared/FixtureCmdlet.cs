using System.Management.Automation;

namespace Fixtures;

/// <summary>Writes the assemblies of the libraries that the module has used.</summary>
public abstract class FixtureCmdlet : PSCmdlet
{
    protected sealed override void ProcessRecord() => WriteObject(UseLibraries(), enumerateCollection: true);

    /// <summary>Uses all libraries of the module.</summary>
    protected abstract IEnumerable<UsedAssembly> UseLibraries();
}
