using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Closes sessions. A closed session accepts no more jobs, and ends with its last job.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class StopAzQuantumSession : ItemCmdlet
{
    /// <summary>Whether to cancel the unfinished jobs of the session before closing it.</summary>
    [Parameter]
    public SwitchParameter CancelJobs { get; set; }

    /// <summary>Whether to write the closed session. A session with running jobs has not ended yet.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The maximum number of sessions that are closed at the same time. The output has the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    private protected override int MaxConcurrency => ThrottleLimit;

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        new SessionCloser(output, Resolver) { CancelJobs = CancelJobs, PassThru = PassThru }
            .CloseAsync(Input.ToSession(input), Workspace, cancellationToken);
}
