using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until jobs end or reach a status. Ctrl+C stops the wait and does not affect the jobs.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class WaitAzQuantumSessionJob : WaitCmdlet
{
    private JobWaiter? _waiter;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, JobStatus.All, "job");
        _waiter = new JobWaiter(output, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
            Explain = Advisor.ExplainAsync,
            GetContinuation = static id => $"To continue: Wait-AzQuantumSessionJob -Id {id}",
        };
        return Task.CompletedTask;
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        await foreach (ItemReference<QuantumSessionJob> item in Input.ToJobsAsync(input, Resolver, Workspace, cancellationToken))
        {
            _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Origin, cancellationToken), item);
        }
    }

    private protected override Task WaitAsync(CancellationToken cancellationToken) => _waiter!.WaitAsync(cancellationToken);
}
