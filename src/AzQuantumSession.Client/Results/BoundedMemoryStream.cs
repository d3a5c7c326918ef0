namespace AzQuantumSession.Client.Results;

/// <summary>A stream in memory that throws <see cref="BoundExceededException"/> for data beyond a maximum size.</summary>
/// <param name="maxLength">The maximum size in bytes.</param>
internal sealed class BoundedMemoryStream(int maxLength) : MemoryStream
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ThrowIfTooLong(count);
        base.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfTooLong(buffer.Length);
        base.Write(buffer);
    }

    private void ThrowIfTooLong(int count)
    {
        if (Position + count > maxLength)
        {
            throw new BoundExceededException();
        }
    }
}

/// <summary>The exception for data beyond the maximum size of a <see cref="BoundedMemoryStream"/>.</summary>
internal sealed class BoundExceededException : Exception;
