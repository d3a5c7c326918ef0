using System.Management.Automation;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace Fixtures;

/// <summary>Uses the libraries of the module.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureNewer")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureNewer : FixtureCmdlet
{
    protected override IEnumerable<UsedAssembly> UseLibraries()
    {
        string credential = new DefaultAzureCredential().Describe();
        string json = JsonSerializer.Serialize(new { credential, MsalLibrary.CreateApplication().AppConfig.ClientId });
        if (!json.Contains("pipeline", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(json);
        }

        return
        [
            UsedAssembly.FromType(typeof(HttpPipeline)),
            UsedAssembly.FromType(typeof(DefaultAzureCredential)),
            UsedAssembly.FromType(typeof(ConfidentialClientApplicationBuilder)),
            UsedAssembly.FromType(typeof(JsonSerializer)),
        ];
    }
}
