namespace AzQuantumSession.Client.Http;

/// <summary>Reads the body of a response up to a limit, so that no response can fill the memory.</summary>
/// <param name="source">The body.</param>
/// <param name="maxSize">The maximum number of bytes.</param>
/// <param name="isError">
/// Whether the response is an error. The body of an error ends at the limit, because its status is enough. Another body that is longer
/// throws <see cref="ResponseTooLargeException"/>.
/// </param>
internal sealed class LimitedStream(Stream source, int maxSize, bool isError) : AsyncReadStream
{
    private long _left = maxSize;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isError)
        {
            buffer = buffer[..(int)Math.Min(buffer.Length, _left)];
        }

        int count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return (_left -= count) >= 0 ? count : throw new ResponseTooLargeException(maxSize);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>The exception for a response whose body is larger than the limit. It is not retried, because the next response would be as large.</summary>
internal sealed class ResponseTooLargeException(int maxSize) : Exception(
    string.Create(CultureInfo.InvariantCulture, $"it has more than {maxSize / (1024 * 1024)} MB, the limit of the client"));
