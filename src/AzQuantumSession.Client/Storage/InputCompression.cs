using System.IO.Compression;

namespace AzQuantumSession.Client.Storage;

/// <summary>Compresses inputs if that saves enough.</summary>
internal static class InputCompression
{
    private const int Threshold = 4 * 1024;
    private const int SampleSize = 256 * 1024;
    private const double MaxRatio = 0.9;

    /// <summary>
    /// Returns the compressed input if the input has 4 KB or more and compression makes the first part more than 10 % smaller, or null
    /// otherwise. A large input is compressed while it is read.
    /// </summary>
    /// <param name="input">The input, positioned at its start. The position is reset, and the stream is not closed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<Stream?> TryAsync(Stream input, CancellationToken cancellationToken)
    {
        long length = input.Length;
        if (length < Threshold)
        {
            return null;
        }

        byte[] sample = new byte[Math.Min(length, SampleSize)];
        int read = await input.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        input.Position = 0;
        MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(sample, 0, read);
        }

        if (compressed.Length >= read * MaxRatio)
        {
            return null;
        }

        compressed.Position = 0;
        return length > read ? new CompressingStream(input) : compressed;
    }

    /// <summary>
    /// Compresses another stream while it is read, so that memory never contains the whole stream. Unlike a pipe, it needs no task that
    /// reads the source at the same time, and that a failed upload would have to stop.
    /// </summary>
    private sealed class CompressingStream : Stream
    {
        private readonly Stream _source;
        private readonly MemoryStream _compressed = new();
        private readonly GZipStream _gzip;
        private readonly byte[] _chunk = new byte[64 * 1024];

        public CompressingStream(Stream source)
        {
            _source = source;
            _gzip = new GZipStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);
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

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _gzip.Dispose();
                _compressed.Dispose();
            }

            base.Dispose(disposing);
        }

        // The upload uses nothing else: it reads asynchronously, and from the start to the end.
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
    }
}
