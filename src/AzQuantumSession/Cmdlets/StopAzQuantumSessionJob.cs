using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Asks jobs to cancel.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class StopAzQuantumSessionJob : ItemCmdlet<QuantumSessionJob>
{
    /// <summary>Whether to write the job as it is afterwards. It may take a while to cancel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        var canceller = new JobCanceller(pipeline);
        foreach (ItemReference<QuantumSessionJob> item in ItemReference<QuantumSessionJob>.From(Id, InputObject))
        {
            await canceller.CancelAsync(item, PassThru, Resolver, Workspace, cancellationToken);
        }
    }
}
