using System.IO.Compression;

namespace AzQuantumSession.Client.Storage;

/// <summary>Compresses inputs that are worth it.</summary>
internal static class InputCompression
{
    /// <summary>Smaller inputs are sent as they are.</summary>
    public const int Threshold = 4 * 1024;

    private const int Sample = 256 * 1024;
    private const double WorthWhile = 0.9;

    /// <summary>
    /// The input compressed, where that makes it smaller by more than a tenth, judged by its first part; else null. A large input
    /// is compressed as it is read.
    /// </summary>
    /// <param name="input">The input, at its beginning; it stands there again afterwards, and stays open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<Stream?> TryAsync(Stream input, CancellationToken cancellationToken)
    {
        long length = input.Length;
        if (length < Threshold)
        {
            return null;
        }

        byte[] sample = new byte[Math.Min(length, Sample)];
        int read = await input.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        input.Position = 0;
        MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(sample, 0, read);
        }

        if (compressed.Length >= read * WorthWhile)
        {
            return null;
        }

        compressed.Position = 0;
        return length > read ? new CompressingStream(input) : compressed;
    }
}
