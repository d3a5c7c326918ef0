namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container with its blobs and their blocks.</summary>
internal sealed class BlobContainer(DateTimeOffset lastModified)
{
    public DateTimeOffset LastModified { get; } = lastModified;

    public string ETag { get; } = $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    public Dictionary<string, Blob> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>The blocks by blob name and block id.</summary>
    public Dictionary<(string Blob, string Block), byte[]> Blocks { get; } = [];

    /// <summary>Removes the blocks of a blob that its last block list does not contain. A later list can contain the remaining blocks again.</summary>
    public void KeepBlocks(string blob, string[] ids)
    {
        foreach ((string Blob, string Block) key in Blocks.Keys.Where(key => key.Blob == blob && !ids.Contains(key.Block)).ToArray())
        {
            Blocks.Remove(key);
        }
    }
}
