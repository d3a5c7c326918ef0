namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container: its blobs, and the blocks that are not yet part of one.</summary>
internal sealed class BlobContainer(DateTimeOffset lastModified)
{
    public DateTimeOffset LastModified { get; } = lastModified;

    public string ETag { get; } = $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    public Dictionary<string, Blob> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>By blob name and block id.</summary>
    public Dictionary<(string Blob, string Block), byte[]> Blocks { get; } = [];
}
