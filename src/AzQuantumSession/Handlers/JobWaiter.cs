using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Waits for jobs.</summary>
internal sealed class JobWaiter(ICmdletOutput output, TimeProvider time) : ItemWaiter<QuantumSessionJob>(output, time)
{
    protected override IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<WatchedItem<QuantumSessionJob>> items,
        Predicate<QuantumSessionJob>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken) =>
        client.WatchJobsAsync(items, isDone, options, cancellationToken);

    protected override Task<CmdletException?> GetFailureAsync(
        IWorkspaceClient client, QuantumSessionJob item, CancellationToken cancellationToken) => Task.FromResult(ErrorFactory.ForJob(item));
}
