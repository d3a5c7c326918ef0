using System.Management.Automation;
using Azure.Identity;
using Azure.Identity.Broker;

namespace Fixtures;

/// <summary>Writes the number of broker options that were created.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FixtureBroker")]
public sealed class MeasureFixtureBroker : PSCmdlet
{
    /// <summary>Creates a credential chain first, which creates the broker options.</summary>
    [Parameter]
    public SwitchParameter WithChain { get; set; }

    protected override void ProcessRecord()
    {
        if (WithChain)
        {
            _ = new DefaultAzureCredential();
        }

        WriteObject(DevelopmentBrokerOptions.Created);
    }
}
