using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AzQuantumSession.Client.Storage;

/// <summary>Appends to another stream, and computes the MD5 hash of all its bytes.</summary>
/// <param name="stream">The stream. It is not closed.</param>
/// <param name="progress">Receives the number of bytes; null if it is not needed.</param>
internal sealed class HashedStream(Stream stream, IProgress<long>? progress) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly IncrementalHash _hash = CreateHash();

    /// <summary>The number of bytes that the hash contains.</summary>
    public long Length { get; private set; }

    /// <summary>Reads the bytes that the stream already has.</summary>
    public async Task ReadExistingAsync(CancellationToken cancellationToken)
    {
        stream.Position = 0;
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Add(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Appends bytes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Add(bytes.Span);
    }

    /// <summary>Returns the hash in Base64, as Azure Storage does.</summary>
    public string GetHash() => Convert.ToBase64String(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Length += bytes.Length;
        progress?.Report(Length);
    }

    // The hash detects incomplete transfers. It is not used for security.
    [SuppressMessage("Security", "CA5351", Justification = "Azure Storage defines Content-MD5.")]
    internal static IncrementalHash CreateHash() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
