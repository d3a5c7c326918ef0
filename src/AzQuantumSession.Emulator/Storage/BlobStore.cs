namespace AzQuantumSession.Emulator.Storage;

/// <summary>The containers by name, protected by a lock.</summary>
internal sealed class BlobStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);

    public T Run<T>(Func<Dictionary<string, BlobContainer>, T> run)
    {
        lock (_lock)
        {
            return run(_containers);
        }
    }
}
