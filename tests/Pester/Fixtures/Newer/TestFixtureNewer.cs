using System.Management.Automation;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace Fixtures;

/// <summary>Uses everything that the module brings, and writes which assemblies that were.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureNewer")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureNewer : PSCmdlet
{
    protected override void ProcessRecord()
    {
        string credential = new DefaultAzureCredential().Describe();
        IConfidentialClientApplication application = ConfidentialClientApplicationBuilder
            .Create(Guid.NewGuid().ToString())
            .WithTenantId(Guid.NewGuid().ToString())
            .WithClientSecret("fixture")
            .Build();
        string json = JsonSerializer.Serialize(new { credential, application.AppConfig.ClientId });
        if (!json.Contains("pipeline", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(json);
        }

        WriteObject(UsedAssembly.Of(typeof(HttpPipeline)));
        WriteObject(UsedAssembly.Of(typeof(DefaultAzureCredential)));
        WriteObject(UsedAssembly.Of(typeof(ConfidentialClientApplicationBuilder)));
        WriteObject(UsedAssembly.Of(typeof(JsonSerializer)));
    }
}
