using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container with its blobs and their blocks.</summary>
internal sealed record BlobContainer(DateTimeOffset LastModified) : StorageItem(LastModified)
{
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

/// <summary>
/// A block blob with its properties. The content can be computed when it is first read. As in Azure Storage, a blob that was uploaded in
/// blocks has a hash only if the client sent it.
/// </summary>
internal sealed record Blob(
    Lazy<byte[]> Content, string ContentType, string? ContentEncoding, Lazy<string?> ContentMd5, DateTimeOffset LastModified) : StorageItem(LastModified)
{

    // Azure Storage defines this hash for integrity checks of transfers. It is not used for security.
    [SuppressMessage("Security", "CA5351", Justification = "Azure Storage defines Content-MD5.")]
    public static string Hash(byte[] content) => Convert.ToBase64String(MD5.HashData(content));
}

/// <summary>The version of a container or blob.</summary>
internal abstract record StorageItem(DateTimeOffset LastModified)
{
    public string ETag { get; } = $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";
}
