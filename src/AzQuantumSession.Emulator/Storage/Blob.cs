using System.Security.Cryptography;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>A block blob with its properties. The content can be computed when it is first read.</summary>
internal sealed class Blob(Lazy<byte[]> content, string contentType, string? contentEncoding, DateTimeOffset lastModified)
{
    public Lazy<byte[]> Content { get; } = content;

    public string ContentType { get; } = contentType;

    public string? ContentEncoding { get; } = contentEncoding;

    public DateTimeOffset LastModified { get; } = lastModified;

    public string ETag { get; } = $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    // Azure Storage defines this hash for integrity checks of downloads. It is not used for security.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "Azure Storage defines Content-MD5.")]
    public string ContentMd5 => Convert.ToBase64String(MD5.HashData(Content.Value));
}
