namespace AzQuantumSession.Emulator;

/// <summary>Lets the owner of the server control its lifetime. A server in a test must not react to Ctrl+C.</summary>
internal sealed class OwnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
