using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Asks jobs to cancel.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class StopAzQuantumSessionJob : WorkspaceCmdlet
{
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";

    /// <summary>The ids of the jobs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActiveJobIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The jobs, each of which is cancelled in the workspace that it came from.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSessionJob[] InputObject { get; set; } = [];

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
