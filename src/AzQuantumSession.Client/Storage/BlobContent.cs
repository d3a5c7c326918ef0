using System.IO.Compression;
using Azure.Storage.Blobs.Models;

namespace AzQuantumSession.Client.Storage;

/// <summary>The whole content of a blob while it is downloaded. Content that is compressed with gzip is decompressed.</summary>
internal sealed class BlobContent : IAsyncDisposable
{
    private const string Gzip = "gzip";

    private readonly BlobDownloadDetails _details;
    private readonly StoredStream _stored;
    private readonly GZipStream? _decompressed;
    private readonly GzipTrailer _trailer = new();

    public BlobContent(BlobDownloadStreamingResult download)
    {
        _details = download.Details;
        _stored = new StoredStream(download.Content);
        IsCompressed = _details.ContentEncoding.EqualsIgnoreCase(Gzip);
        _decompressed = IsCompressed ? new GZipStream(_stored, CompressionMode.Decompress) : null;
    }

    /// <summary>Whether the stored content is compressed with gzip.</summary>
    public bool IsCompressed { get; }

    /// <summary>Reads the next bytes.</summary>
    /// <returns>The number of bytes; 0 at the end.</returns>
    /// <exception cref="InvalidDataException">The content is not complete, or has changed.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await (_decompressed ?? (Stream)_stored).ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0)
        {
            if (IsCompressed)
            {
                _trailer.Append(buffer.Span[..read]);
            }

            return read;
        }

        // GZipStream ignores bytes after the end of the compressed data.
        while (await _stored.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        return FindError() is { } error ? throw new InvalidDataException(error) : 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_decompressed is not null)
        {
            await _decompressed.DisposeAsync().ConfigureAwait(false);
        }

        await _stored.DisposeAsync().ConfigureAwait(false);
    }

    // A response that is sent in chunks has no length.
    private string? FindError() =>
        _details.ContentLength > 0 && _details.ContentLength != _stored.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{_stored.Count} of {_details.ContentLength} bytes were received.")
        : _details.ContentHash is { Length: > 0 } hash && !hash.AsSpan().SequenceEqual(_stored.GetHash())
            ? "The bytes do not have the hash of the blob."
        : IsCompressed && !_trailer.Matches(_stored.Tail) ? "The compressed data ends early."
        : null;
}
