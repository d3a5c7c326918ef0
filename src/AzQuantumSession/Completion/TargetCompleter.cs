using AzQuantumSession.Connections;
using AzQuantumSession.Views;

namespace AzQuantumSession.Completion;

/// <summary>Completes the targets of the workspace.</summary>
public sealed class TargetCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken) =>
        from target in await cache.GetTargetsAsync(cancellationToken)
        select new CompletionItem(target.Id, $"{target.Id} of {target.ProviderId}: {Describe(target)}");

    private static string Describe(QuantumTarget target)
    {
        string? queue = DisplayText.Duration(target.AverageQueueTime, null, TimeProvider.System);
        return $"{target.CurrentAvailability ?? "availability unknown"}, {(queue is null ? "queue unknown" : $"queue {queue}")}";
    }
}

/// <summary>Completes the providers of the workspace.</summary>
public sealed class ProviderCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken) =>
        from target in await cache.GetTargetsAsync(cancellationToken)
        group target by target.ProviderId into provider
        select new CompletionItem(provider.Key, $"{provider.Key}: {string.Join(", ", provider.Select(target => target.Id))}");
}
