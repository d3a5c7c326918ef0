using System.Management.Automation;

namespace Fixtures;

/// <summary>Uses the libraries of the module.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureOlder")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureOlder : FixtureCmdlet
{
    protected override IEnumerable<UsedAssembly> UseLibraries() => AzureLibraries.Use();
}
