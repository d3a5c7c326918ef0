namespace AzQuantumSession.Connections;

/// <summary>Lends the client what only the pipeline's thread may do, for as long as a command runs.</summary>
/// <param name="pipelineThread">The way to that thread.</param>
/// <param name="show">Shows the user a text; called on that thread.</param>
internal sealed class CmdletClientHost(SynchronizationContext pipelineThread, Action<string> show) : IClientHost
{
    public async Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken)
    {
        var token = new TaskCompletionSource<AccountToken?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pipelineThread.Post(
            _ =>
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
            null);
        return await token.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void ShowSignIn(string message) => pipelineThread.Post(_ => show(message), null);
}
