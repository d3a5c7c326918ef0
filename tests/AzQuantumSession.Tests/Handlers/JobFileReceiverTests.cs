using System.Management.Automation;
using System.Text;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobFileReceiverTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("content".PadRight(5000));

    [Fact]
    public async Task DecompressAsync_accepts_a_file_of_the_maximum_size() => Assert.Equal(Content, await DecompressAsync(Gzip.Compress(Content), Content.Length));

    [Fact]
    public async Task DecompressAsync_refuses_a_file_that_is_cut_at_any_position()
    {
        byte[] compressed = Gzip.Compress(Content);
        for (int length = 0; length < compressed.Length; length++)
        {
            CmdletException exception = await Assert.ThrowsAsync<CmdletException>(() => DecompressAsync(compressed[..length], long.MaxValue));

            Assert.Equal(("InvalidResponse", ErrorCategory.InvalidResult), (exception.ToError().Id, exception.ToError().Category));
            Assert.Contains("-AsRaw", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DecompressAsync_refuses_a_file_above_the_maximum_size()
    {
        CmdletException exception = await Assert.ThrowsAsync<CmdletException>(() => DecompressAsync(Gzip.Compress(Content), Content.Length - 1));

        Assert.Equal(("InputInvalid", ErrorCategory.LimitsExceeded), (exception.ToError().Id, exception.ToError().Category));
        Assert.Contains("when it is decompressed", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> DecompressAsync(byte[] compressed, long maxSize)
    {
        using MemoryStream from = new(compressed);
        using MemoryStream to = new();
        await JobFileReceiver.DecompressAsync(new QuantumJobFile { Name = "log", JobId = "job" }, from, to, maxSize, ClientFixture.Token);
        return to.ToArray();
    }
}
