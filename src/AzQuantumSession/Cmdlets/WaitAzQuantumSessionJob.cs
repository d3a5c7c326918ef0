using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until jobs end or reach a status. Ctrl+C stops the wait and does not affect the jobs.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSessionJob", DefaultParameterSetName = IdSet)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class WaitAzQuantumSessionJob : WaitCmdlet<QuantumSessionJob>
{
    private JobWaiter? _waiter;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _waiter = new JobWaiter(output, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSessionJob> item in ItemReference<QuantumSessionJob>.From(Id, InputObject))
        {
            await output.RunForItemAsync(item.TargetObject, async () =>
                _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Client, cancellationToken), item));
        }
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);
}
