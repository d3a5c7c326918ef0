using System.Xml;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Storage;

/// <summary>
/// Removes the body of an error response that is not XML, such as the page of a gateway. The storage client fails to parse such a body, and
/// then loses the status of the response.
/// </summary>
internal sealed class ErrorBodyPolicy : AsyncPolicy
{
    private const int MaxLength = 64 * 1024;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message is not { HasResponse: true, Response: { IsError: true, ContentStream: { } content } })
        {
            return;
        }

        byte[] buffer = new byte[MaxLength + 1];
        int length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, message.CancellationToken).ConfigureAwait(false);
        await content.DisposeAsync().ConfigureAwait(false);
        MemoryStream body = new(buffer, 0, length);
        message.Response.ContentStream = length <= MaxLength && IsXml(body) ? body : null;
    }

    private static bool IsXml(MemoryStream body)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(body);
            while (reader.Read())
            {
            }

            body.Position = 0;
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
