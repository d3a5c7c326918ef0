using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Closes sessions: they take no more jobs, and end when their last job has.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(QuantumSession))]
public sealed class StopAzQuantumSession : WorkspaceCmdlet
{
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";

    /// <summary>The ids of the sessions.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActiveSessionIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The sessions, each of which is closed in the workspace that it came from.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSession[] InputObject { get; set; } = [];

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
