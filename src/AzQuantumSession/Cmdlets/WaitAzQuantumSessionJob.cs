using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until jobs have ended, or have come to a status. Ctrl+C ends the wait, never a job.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSessionJob", DefaultParameterSetName = IdSet)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class WaitAzQuantumSessionJob : WaitCmdlet<QuantumSessionJob>
{
    private JobWaiter? _waiter;

    /// <summary>Statuses, any of which ends the wait for a job. Without it: until the job has ended.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    internal override Task BeginAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        _waiter = new JobWaiter(pipeline, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSessionJob> item in ItemReference<QuantumSessionJob>.From(Id, InputObject))
        {
            await pipeline.RunForItemAsync(item.TargetObject, async () =>
                _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Client, cancellationToken), item));
        }
    }

    internal override Task EndAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);
}
