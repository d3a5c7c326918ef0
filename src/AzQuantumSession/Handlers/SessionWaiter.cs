using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Waits for sessions. Closes a session whose cost exceeds a limit.</summary>
internal sealed class SessionWaiter(ICmdletOutput output, TimeProvider time) : ItemWaiter<QuantumSession>(output, time)
{
    /// <summary>The limits of each session.</summary>
    public SessionLimits Limits { get; init; } = new();

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
        Limits.IsCostExceededBy(item) || (!item.IsTerminal && Limits.IsDurationExceededBy(item, Time))
            ? await Limits.CloseAsync(Output, client, item, cancellationToken)
            : null;
}
