using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Reads the body of each response within the time limit of the attempt. The policy of Azure.Core limits only the time until the headers,
/// and then the time of each read, so that a body that arrives byte by byte never ends. The rest of a body that is too large is not read.
/// </summary>
internal sealed class ResponseBodyPolicy(HttpSettings settings) : AsyncPolicy
{
    /// <summary>The maximum number of bytes of a body. The largest responses, pages of lists, have less than a tenth of it.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Downloads are not buffered.
        if (!message.BufferResponse)
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(message.CancellationToken);
        timeout.CancelAfter(settings.NetworkTimeout);
        message.BufferResponse = false;
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        finally
        {
            // The next attempt sends the same message.
            message.BufferResponse = true;
        }

        if (message.Response.ContentStream is not { } content)
        {
            return;
        }

        using MemoryStream body = new();
        await using (content.ConfigureAwait(false))
        {
            await ReadAsync(content, body, timeout.Token).ConfigureAwait(false);
        }

        message.Response.ContentStream = Normalize(body, isError: message.Response.Status >= 400);
    }

    private static async Task ReadAsync(Stream content, MemoryStream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while (body.Length < MaxLength
                && (count = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                body.Write(buffer, 0, Math.Min(count, MaxLength - (int)body.Length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A gateway can send its errors in the encoding of its machine. JSON is UTF-8, and other bytes in a result are an error.
    private static MemoryStream Normalize(MemoryStream body, bool isError)
    {
        ArraySegment<byte> bytes = new(body.GetBuffer(), 0, (int)body.Length);
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (isError && !Utf8.IsValid(bytes))
        {
            bytes = Encoding.Convert(Encoding.Latin1, Encoding.UTF8, bytes.Array!, bytes.Offset, bytes.Count);
        }

        return new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true);
    }
}
