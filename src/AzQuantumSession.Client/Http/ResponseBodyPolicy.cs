using System.Text;
using System.Text.Unicode;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Reads the body of each response within the time limit of the attempt, and up to the maximum size. The policy of Azure.Core limits only the time until the headers,
/// and then the time of each read, so that a body that arrives byte by byte never ends.
/// </summary>
internal sealed class ResponseBodyPolicy(HttpSettings settings) : AsyncPolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(message.CancellationToken);
        timeout.CancelAfter(settings.NetworkTimeout);
        message.BufferResponse = false;
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message.Response.ContentStream is not { } content)
        {
            return;
        }

        bool isError = message.Response.Status >= 400;
        LimitedStream limited = new(content, settings.MaxBodySize, isError);
        using MemoryStream body = new();
        await using (limited.ConfigureAwait(false))
        {
            await limited.CopyToAsync(body, timeout.Token).ConfigureAwait(false);
        }

        message.Response.ContentStream = Normalize(body, isError);
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
