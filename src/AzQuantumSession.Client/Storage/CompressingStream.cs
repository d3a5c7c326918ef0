using System.IO.Compression;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Storage;

/// <summary>
/// Compresses another stream with gzip while it is read, so that memory never contains the whole stream. Unlike a pipe, it needs no task
/// that reads the source at the same time, and that a failed upload would have to stop.
/// </summary>
internal sealed class CompressingStream : AsyncReadStream
{
    private readonly Stream _source;
    private readonly MemoryStream _compressed = new();
    private readonly GZipStream _gzip;
    private readonly byte[] _chunk = new byte[64 * 1024];

    private CompressingStream(Stream source)
    {
        _source = source;
        _gzip = new GZipStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>Returns the compressed data of a stream. A stream that is not large is compressed now, because its upload is then a single request.</summary>
    /// <param name="source">The stream, positioned at its start. It is not closed.</param>
    /// <param name="maxBufferedLength">The maximum length of a stream that is compressed now, in bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<Stream> CreateAsync(Stream source, long maxBufferedLength, CancellationToken cancellationToken)
    {
        CompressingStream stream = new(source);
        if (source.Length > maxBufferedLength)
        {
            return stream;
        }

        using (stream)
        {
            MemoryStream buffered = new();
            await stream.CopyToAsync(buffered, cancellationToken).ConfigureAwait(false);
            buffered.Position = 0;
            return buffered;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        bool isAtEnd = false;
        while (_compressed.Position == _compressed.Length && !isAtEnd)
        {
            _compressed.SetLength(0);
            int read = await _source.ReadAsync(_chunk, cancellationToken).ConfigureAwait(false);
            isAtEnd = read == 0;
            if (isAtEnd)
            {
                // Writes the end of the compressed data. Has no effect when it is repeated.
                await _gzip.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                _gzip.Write(_chunk, 0, read);
            }

            _compressed.Position = 0;
        }

        return _compressed.Read(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }
}
