using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Waits for sessions. Closes a session that exceeds a limit.</summary>
internal sealed class SessionWaiter(ICmdletOutput output, TimeProvider time) : ItemWaiter<QuantumSession>(output, time)
{
    private SessionLimitReader? _reader;

    /// <summary>The limits of each session.</summary>
    public SessionLimits Limits { get; init; } = new();

    protected override IAsyncEnumerable<ItemUpdate<QuantumSession>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<WatchedItem<QuantumSession>> items,
        Predicate<QuantumSession>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken) =>
        client.WatchSessionsAsync(items, isDone, options, cancellationToken);

    protected override async Task<CmdletException?> GetFailureAsync(
        IWorkspaceClient client, QuantumSession item, CancellationToken cancellationToken)
    {
        try
        {
            return ErrorFactory.ForSession(await SessionJobs.AddFirstFailureAsync(client, item, cancellationToken));
        }
        catch (OperationCanceledException) when (HasTimedOut)
        {
            return ErrorFactory.ForSession(item);
        }
    }

    protected override async Task<CmdletException?> CheckLimitAsync(
        IWorkspaceClient client,
        QuantumSession item,
        CancellationToken cancellationToken)
    {
        _reader ??= new SessionLimitReader(Limits, Time);
        QuantumSession current = await _reader.AddJobsAsync(client, item, cancellationToken);
        return Limits.FindViolation(current, Time) is { } violation
            ? await SessionLimits.CloseAsync(Output, client, current, violation, Time, cancellationToken)
            : null;
    }
}
