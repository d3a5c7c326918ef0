namespace AzQuantumSession.Emulator.Storage;

/// <summary>The containers. Whoever uses it holds the workspace's gate.</summary>
internal sealed class BlobStore
{
    private readonly Dictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);

    public bool HasContainer(string name) => _containers.ContainsKey(name);

    public BlobContainer? FindContainer(string name) => _containers.GetValueOrDefault(name);

    public bool TryCreateContainer(string name, DateTimeOffset now) => _containers.TryAdd(name, new BlobContainer(now));

    public Blob? Find(BlobAddress address) =>
        address.Blob is { } name ? FindContainer(address.Container)?.Blobs.GetValueOrDefault(name) : null;

    public void Put(BlobAddress address, Blob blob) => _containers[address.Container].Blobs[address.Blob!] = blob;
}
