using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Closes sessions: they take no more jobs, and end when their last job has.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(QuantumSession))]
public sealed class StopAzQuantumSession : ItemCmdlet<QuantumSession>
{
    /// <summary>Whether to ask every unfinished job of the session to cancel before it is closed.</summary>
    [Parameter]
    public SwitchParameter CancelJobs { get; set; }

    /// <summary>Whether to write the session as it is afterwards. With jobs still running it has not ended yet.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        var closer = new SessionCloser(pipeline, Resolver) { CancelJobs = CancelJobs, PassThru = PassThru };
        foreach (ItemReference<QuantumSession> item in ItemReference<QuantumSession>.From(Id, InputObject))
        {
            await closer.CloseAsync(item, Workspace, cancellationToken);
        }
    }
}
