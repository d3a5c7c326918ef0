namespace AzQuantumSession.Emulator.Storage;

/// <summary>The containers by name, in the hands of one at a time.</summary>
internal sealed class BlobStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);

    public T Run<T>(Func<Dictionary<string, BlobContainer>, T> run)
    {
        lock (_gate)
        {
            return run(_containers);
        }
    }
}
