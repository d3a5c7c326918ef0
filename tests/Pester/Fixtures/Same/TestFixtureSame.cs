using System.Management.Automation;
using Azure.Identity.Broker;

namespace Fixtures;

/// <summary>Uses the libraries of the module, and the type of the broker.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureSame")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureSame : FixtureCmdlet
{
    protected override IEnumerable<UsedAssembly> UseLibraries() => [.. AzureLibraries.Use(), UsedAssembly.FromType(typeof(DevelopmentBrokerOptions))];
}
