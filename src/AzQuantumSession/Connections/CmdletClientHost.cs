using AzQuantumSession.Output;

namespace AzQuantumSession.Connections;

/// <summary>Runs operations of the client that require the pipeline thread, while a command runs.</summary>
/// <param name="pipelineThread">Posts callbacks to the pipeline thread.</param>
/// <param name="writeWarning">Writes a warning. Called on the pipeline thread.</param>
/// <param name="writeVerbose">Writes a verbose message. Called on the pipeline thread; null if the user does not see these messages.</param>
internal sealed class CmdletClientHost(
    PipelineSynchronizationContext pipelineThread, Action<string> writeWarning, Action<string>? writeVerbose) : IClientHost
{
    // Requests that wait for the same response of the service end their wait at slightly different times.
    private static readonly TimeSpan SameDelay = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private DateTimeOffset _announced = DateTimeOffset.MinValue;

    public async Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken)
    {
        var token = new TaskCompletionSource<AccountToken?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pipelineThread.Request(
            () =>
            {
                try
                {
                    token.TrySetResult(cancellationToken.IsCancellationRequested ? null : AzAccountsTokenProvider.GetToken(resource, tenantId, cancellationToken));
                }
                catch (Exception e)
                {
                    token.TrySetException(e);
                }
            },
            available => token.TrySetException(new ClientHostBusyException(available)));
        return await token.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void ShowSignIn(string message) => WriteWarning(message);

    public void WriteWarning(string message) => pipelineThread.Post(_ => writeWarning(message), null);

    public void WriteDelayWarning(string message, DateTimeOffset end)
    {
        lock (_lock)
        {
            if (end - _announced < SameDelay)
            {
                return;
            }

            _announced = end;
        }

        WriteWarning(message);
    }

    public bool IsVerbose => writeVerbose is not null;

    public void WriteVerbose(string line) => pipelineThread.Post(_ => writeVerbose?.Invoke(line), null);
}
