using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>Waits for jobs.</summary>
internal sealed class JobWaiter(ICommandPipeline pipeline, TimeProvider time) : Waiter<QuantumSessionJob>(pipeline, time)
{
    protected override IAsyncEnumerable<Observation<QuantumSessionJob>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<QuantumSessionJob> isDone,
        CancellationToken cancellationToken) =>
        client.WatchJobsAsync(ids, isDone, PollingInterval, cancellationToken);

    protected override CommandException? FailureOf(QuantumSessionJob item) => JobFailure.Of(item);
}
