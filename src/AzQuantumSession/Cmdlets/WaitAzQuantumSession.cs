using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until sessions end or reach a status. Ctrl+C stops the wait and does not affect the sessions.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class WaitAzQuantumSession : WaitCmdlet
{
    private SessionWaiter? _waiter;

    /// <summary>
    /// The maximum cost of a session, in the currency of its estimate. If the estimate exceeds it, the unfinished jobs are cancelled, the
    /// session is closed, and an error is reported. With <c>-WhatIf</c>, the command does not wait.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _waiter = new SessionWaiter(output, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
            Explain = (client, id, error) => Advisor.ExplainAsync(client, id, error, cancellationToken),
            MaxCost = MaxCost,
        };
        return Task.CompletedTask;
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        ItemReference<QuantumSession> item = Input.ToSession(input);
        if (MaxCost is null || output.ShouldProcess(
            $"{item.Description} in {Resolver.Describe(Workspace, item.Origin)}",
            $"Wait, and close when it costs more than {MaxCost}"))
        {
            _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Origin, cancellationToken), item);
        }
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);
}
