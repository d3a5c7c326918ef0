using System.Security.Cryptography;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Storage;

/// <summary>Reads another stream, and records what shows whether it was read completely: the number of its bytes, their MD5 hash, and the last bytes.</summary>
/// <param name="source">The stream. It is closed with this stream.</param>
internal sealed class StoredStream(Stream source) : AsyncReadStream
{
    private readonly IncrementalHash _hash = HashedStream.CreateHash();
    private readonly byte[] _tail = new byte[GzipTrailer.Length];

    /// <summary>The number of bytes that were read.</summary>
    public long Count { get; private set; }

    /// <summary>The last bytes that were read; zeros before them if there are fewer bytes.</summary>
    public ReadOnlySpan<byte> Tail => _tail;

    /// <summary>Returns the MD5 hash of the bytes that were read.</summary>
    public byte[] GetHash() => _hash.GetCurrentHash();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Record(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        Count += bytes.Length;
        _hash.AppendData(bytes);
        ReadOnlySpan<byte> last = bytes[Math.Max(0, bytes.Length - _tail.Length)..];
        _tail.AsSpan(last.Length).CopyTo(_tail);
        last.CopyTo(_tail.AsSpan(_tail.Length - last.Length));
    }
}
