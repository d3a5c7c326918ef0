using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>Waits for sessions, and may close one whose cost passes a limit.</summary>
internal sealed class SessionWaiter(ICommandPipeline pipeline, TimeProvider time) : Waiter<QuantumSession>(pipeline, time)
{
    /// <summary>What a session may cost, in the currency of its estimate; null for no limit.</summary>
    public decimal? MaxCost { get; init; }

    protected override IAsyncEnumerable<Observation<QuantumSession>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<QuantumSession> isDone,
        CancellationToken cancellationToken) =>
        client.WatchSessionsAsync(ids, isDone, PollingInterval, cancellationToken);

    protected override CommandException? FailureOf(QuantumSession item) => SessionFailure.Of(item);

    protected override async Task<CommandException?> GuardAsync(
        IWorkspaceClient client,
        QuantumSession item,
        CancellationToken cancellationToken) =>
        MaxCost is { } amount && new CostLimit(amount) is var limit && limit.IsPassedBy(item)
            ? await limit.EnforceAsync(Pipeline, client, item, cancellationToken)
            : null;
}
