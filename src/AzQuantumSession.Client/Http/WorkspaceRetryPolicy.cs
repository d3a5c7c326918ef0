using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Azure.Core's retries with our delays. Every request of this client may be repeated: ids are made by the client, and
/// closing and cancelling twice is what closing and cancelling once is.
/// </summary>
internal sealed class WorkspaceRetryPolicy(HttpSettings settings)
    : RetryPolicy(settings.MaxRetries, new RetryDelay(settings))
{
    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        message.CancellationToken.IsCancellationRequested ? new(false) : base.ShouldRetryAsync(message, exception);
}
