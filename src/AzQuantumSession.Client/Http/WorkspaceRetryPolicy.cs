using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Retries requests as Azure.Core does, with the client's own delays. Every request is safe to retry: the client creates the ids,
/// and closing or cancelling an item twice has the same effect as doing so once.
/// </summary>
internal sealed class WorkspaceRetryPolicy(HttpSettings settings)
    : RetryPolicy(settings.MaxRetries, new RetryDelay(settings))
{
    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        message.CancellationToken.IsCancellationRequested ? new(false) : base.ShouldRetryAsync(message, exception);
}
