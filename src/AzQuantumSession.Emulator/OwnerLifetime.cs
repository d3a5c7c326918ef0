namespace AzQuantumSession.Emulator;

/// <summary>Leaves it to the server's owner when to stop: a server in a test must not listen for Ctrl+C.</summary>
internal sealed class OwnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
