using System.IO.Compression;

namespace AzQuantumSession.Tests.Support;

internal static class Gzip
{
    public static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    public static byte[] Decompress(ReadOnlyMemory<byte> compressed)
    {
        using GZipStream gzip = new(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using MemoryStream content = new();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
