namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container: its blobs, and the blocks of which they are made.</summary>
internal sealed class BlobContainer(DateTimeOffset lastModified)
{
    public DateTimeOffset LastModified { get; } = lastModified;

    public string ETag { get; } = $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    public Dictionary<string, Blob> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>By blob name and block id.</summary>
    public Dictionary<(string Blob, string Block), byte[]> Blocks { get; } = [];

    /// <summary>Only the blocks of its last list stay with a blob: a later list may name them again.</summary>
    public void KeepBlocks(string blob, string[] ids)
    {
        foreach ((string Blob, string Block) key in Blocks.Keys.Where(key => key.Blob == blob && !ids.Contains(key.Block)).ToArray())
        {
            Blocks.Remove(key);
        }
    }
}
