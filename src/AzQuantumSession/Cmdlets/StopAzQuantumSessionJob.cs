using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Requests the cancellation of jobs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class StopAzQuantumSessionJob : ItemCmdlet
{
    /// <summary>Whether to write the job after the request. The cancellation can take time.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The maximum number of jobs that are cancelled at the same time. The output has the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    private protected override int MaxConcurrency => ThrottleLimit;

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        var canceller = new JobCanceller(output, Resolver) { PassThru = PassThru };
        return ItemInput.IsSession(input)
            ? canceller.CancelJobsOfAsync(Input.ToSession(input), Workspace, cancellationToken)
            : canceller.CancelAsync(Input.ToJob(input), Workspace, cancellationToken);
    }
}
