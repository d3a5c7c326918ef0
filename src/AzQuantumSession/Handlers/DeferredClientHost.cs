namespace AzQuantumSession.Handlers;

/// <summary>The client host of one of several items: its request log belongs to the output of the item.</summary>
/// <param name="host">The client host of the command.</param>
/// <param name="output">The output of the item. Can be written to on any thread.</param>
internal sealed class DeferredClientHost(IClientHost host, DeferredOutput output) : IClientHost
{
    public bool IsVerbose => host.IsVerbose;

    public Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken) =>
        host.GetTokenAsync(resource, tenantId, cancellationToken);

    // Immediately: the item waits until the user has signed in.
    public void ShowSignIn(string message) => host.ShowSignIn(message);

    // Immediately: the warning tells why the item waits.
    public void WriteWarning(string message) => host.WriteWarning(message);

    public void WriteDelayWarning(string message, DateTimeOffset end) => host.WriteDelayWarning(message, end);

    public void WriteVerbose(string line) => output.WriteVerbose(line);
}
