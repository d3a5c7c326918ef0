using System.Management.Automation;
using Azure.Identity;
using Azure.Identity.Broker;

namespace Fixtures;

/// <summary>Uses everything that the module brings, and writes which assemblies that were.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FixtureSame")]
[OutputType(typeof(UsedAssembly))]
public sealed class TestFixtureSame : PSCmdlet
{
    protected override void ProcessRecord()
    {
        WriteObject(AzureUse.Run(), enumerateCollection: true);
        WriteObject(UsedAssembly.Of(typeof(DevelopmentBrokerOptions)));
    }
}

/// <summary>Writes how many brokers have been made, after it has made a credential chain if asked to.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FixtureBroker")]
[OutputType(typeof(int))]
public sealed class MeasureFixtureBroker : PSCmdlet
{
    /// <summary>Makes a credential chain as a program does that wants a broker.</summary>
    [Parameter]
    public SwitchParameter WithChain { get; set; }

    protected override void ProcessRecord()
    {
        if (WithChain)
        {
            _ = new DefaultAzureCredential();
        }

        WriteObject(DevelopmentBrokerOptions.Constructed);
    }
}
