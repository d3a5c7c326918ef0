using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Waits for sessions. Closes a session whose cost exceeds a limit.</summary>
internal sealed class SessionWaiter(ICmdletOutput output, TimeProvider time) : ItemWaiter<QuantumSession>(output, time)
{
    /// <summary>The maximum cost of a session, in the currency of its estimate; null for no limit.</summary>
    public decimal? MaxCost { get; init; }

    protected override IAsyncEnumerable<ItemUpdate<QuantumSession>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<QuantumSession> isDone,
        IProgress<TimeSpan> nextPoll,
        CancellationToken cancellationToken) =>
        client.WatchSessionsAsync(ids, isDone, PollingInterval, cancellationToken, nextPoll);

    protected override CmdletException? GetFailure(QuantumSession item) => ErrorFactory.ForSession(item);

    protected override async Task<CmdletException?> CheckLimitAsync(
        IWorkspaceClient client,
        QuantumSession item,
        CancellationToken cancellationToken) =>
        MaxCost is { } amount && new CostLimit(amount) is var limit && limit.IsExceededBy(item)
            ? await limit.CloseSessionAsync(Output, client, item, cancellationToken)
            : null;
}
