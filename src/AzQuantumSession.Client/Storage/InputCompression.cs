using System.IO.Compression;

namespace AzQuantumSession.Client;

/// <summary>Decides whether an input is worth compressing.</summary>
internal static class InputCompression
{
    /// <summary>Smaller inputs are sent as they are.</summary>
    public const int Threshold = 4 * 1024;

    private const int Sample = 256 * 1024;
    private const double WorthWhile = 0.9;

    /// <summary>Whether the stream, from its beginning, gets smaller by more than a tenth, judged by its first part.</summary>
    /// <param name="input">The input; it stands at its beginning again afterwards.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<bool> IsWorthItAsync(Stream input, CancellationToken cancellationToken)
    {
        if (input.Length < Threshold)
        {
            return false;
        }

        byte[] sample = new byte[Math.Min(input.Length, Sample)];
        int read = await input.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        input.Position = 0;
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(sample, 0, read);
        }

        return compressed.Length < read * WorthWhile;
    }
}
