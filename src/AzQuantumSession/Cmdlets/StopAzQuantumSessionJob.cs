using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Requests the cancellation of jobs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class StopAzQuantumSessionJob : ItemCmdlet<QuantumSessionJob>
{
    /// <summary>Whether to write the job after the request. The cancellation can take time.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        var canceller = new JobCanceller(output);
        foreach (ItemReference<QuantumSessionJob> item in ItemReference<QuantumSessionJob>.From(Id, InputObject))
        {
            await canceller.CancelAsync(item, PassThru, Resolver, Workspace, cancellationToken);
        }
    }
}
