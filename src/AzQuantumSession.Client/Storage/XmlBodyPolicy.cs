using System.Xml;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Storage;

/// <summary>
/// Removes a body that is not the XML of storage, such as the page of a gateway, or an error whose type is JSON. The storage client fails to
/// parse the body of such an error, and then loses the status of the response.
/// </summary>
internal sealed class XmlBodyPolicy : AsyncPolicy
{
    private const int MaxErrorLength = 64 * 1024;

    // The storage client takes time in proportion to the square of the depth.
    private const int MaxDepth = 32;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message is not { HasResponse: true, Response: { ContentStream: { } content } response })
        {
            return;
        }

        if (response.IsError)
        {
            byte[] buffer = new byte[MaxErrorLength + 1];
            int length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, message.CancellationToken).ConfigureAwait(false);
            await content.DisposeAsync().ConfigureAwait(false);
            MemoryStream body = new(buffer, 0, length);
            response.ContentStream = length <= MaxErrorLength && !IsJson(response) && IsXml(body) ? body : null;
        }
        else if (message.BufferResponse && !IsXml(content))
        {
            response.ContentStream = null;
        }
    }

    private static bool IsJson(Response response) => response.Headers.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) is true;

    private static bool IsXml(Stream body)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(body);
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                {
                    return false;
                }
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
