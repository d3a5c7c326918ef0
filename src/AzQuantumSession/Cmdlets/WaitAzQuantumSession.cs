using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until sessions have ended, or have come to a status. Ctrl+C ends the wait, never a session.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(QuantumSession))]
public sealed class WaitAzQuantumSession : WaitCmdlet<QuantumSession>
{
    private SessionWaiter? _waiter;

    /// <summary>Statuses, any of which ends the wait for a session. Without it: until the session has ended.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>
    /// What a session may cost, in the currency of its estimate. A session whose estimate passes it is closed, its
    /// unfinished jobs are asked to cancel, and an error says so. Under <c>-WhatIf</c> nothing is waited for.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    internal override Task BeginAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        _waiter = new SessionWaiter(pipeline, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
            MaxCost = MaxCost,
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSession> item in ItemReference<QuantumSession>.From(Id, InputObject))
        {
            if (MaxCost is null || pipeline.ShouldProcess(
                $"{item.Description} in {Resolver.Describe(Workspace, item.Client)}",
                $"Wait, and close when it costs more than {MaxCost}"))
            {
                await pipeline.RunForItemAsync(item.TargetObject, async () =>
                    _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Client, cancellationToken), item));
            }
        }
    }

    internal override Task EndAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);
}
