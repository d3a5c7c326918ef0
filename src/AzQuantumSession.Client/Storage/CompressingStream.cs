using System.IO.Compression;

namespace AzQuantumSession.Client.Storage;

/// <summary>Compresses another stream while it is read, so that memory never contains the whole stream.</summary>
internal sealed class CompressingStream : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _source;
    private readonly MemoryStream _compressed = new();
    private readonly GZipStream _gzip;
    private readonly byte[] _chunk = new byte[BufferSize];
    private bool _isAtEnd;

    /// <summary>Creates the stream.</summary>
    /// <param name="source">The stream to compress. It is not closed.</param>
    public CompressingStream(Stream source)
    {
        _source = source;
        _gzip = new GZipStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_compressed.Position == _compressed.Length && !_isAtEnd)
        {
            await RefillAsync(cancellationToken).ConfigureAwait(false);
        }

        return _compressed.Read(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The client supports only asynchronous calls.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RefillAsync(CancellationToken cancellationToken)
    {
        _compressed.SetLength(0);
        int read = await _source.ReadAsync(_chunk, cancellationToken).ConfigureAwait(false);
        if (read > 0)
        {
            _gzip.Write(_chunk, 0, read);
        }
        else
        {
            await _gzip.DisposeAsync().ConfigureAwait(false);
            _isAtEnd = true;
        }

        _compressed.Position = 0;
    }
}
