using System.Management.Automation;

namespace Fixtures;

/// <summary>Uses everything that the module brings, and writes which assemblies that were.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureOlder")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureOlder : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(AzureUse.Run(), enumerateCollection: true);
}
