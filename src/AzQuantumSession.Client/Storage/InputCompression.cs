using System.IO.Compression;

namespace AzQuantumSession.Client.Storage;

/// <summary>Compresses inputs if that saves enough.</summary>
internal static class InputCompression
{
    /// <summary>The minimum size of an input that is compressed, in bytes.</summary>
    public const int Threshold = 4 * 1024;

    private const int SampleSize = 256 * 1024;
    private const double MaxRatio = 0.9;

    /// <summary>
    /// Returns the compressed input if compression makes the first part more than 10 % smaller, or null otherwise. A large input is
    /// compressed while it is read.
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
}
