using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Waits for jobs.</summary>
internal sealed class JobWaiter(ICmdletOutput output, TimeProvider time) : ItemWaiter<QuantumSessionJob>(output, time)
{
    protected override IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<QuantumSessionJob> isDone,
        IProgress<TimeSpan> nextPoll,
        CancellationToken cancellationToken) =>
        client.WatchJobsAsync(ids, isDone, PollingInterval, cancellationToken, nextPoll);

    protected override Task<CmdletException?> GetFailureAsync(
        IWorkspaceClient client, QuantumSessionJob item, CancellationToken cancellationToken) => Task.FromResult(ErrorFactory.ForJob(item));
}
