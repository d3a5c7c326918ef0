using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Reads the body of a request, and rejects a body of another kind.</summary>
internal static class BodyReader
{
    public static async Task<JsonObject?> ReadAsync(HttpRequest request, BodyKind kind)
    {
        switch (kind)
        {
            case BodyKind.Empty:
                RequireEmpty(request);
                return null;
            case BodyKind.Json:
                return await ReadObjectAsync(request, "application/json");
            case BodyKind.MergePatch:
                return await ReadObjectAsync(request, "application/merge-patch+json");
            default:
                return null;
        }
    }

    private static void RequireEmpty(HttpRequest request)
    {
        if (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding))
        {
            throw new ServiceException(StatusCodes.Status411LengthRequired, "LengthRequired", "The request has no body and must contain the header Content-Length: 0.");
        }

        if (request.ContentLength != 0)
        {
            throw ServiceException.InvalidInput("This operation does not accept a body.");
        }
    }

    private static async Task<JsonObject> ReadObjectAsync(HttpRequest request, string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? mediaType)
            || !mediaType.MediaType.Equals(contentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ServiceException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", $"The content type must be {contentType}.");
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        try
        {
            return Json.Parse(buffer.ToArray()) as JsonObject
                ?? throw ServiceException.InvalidInput("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw ServiceException.InvalidInput($"The body is not valid JSON: {exception.Message}");
        }
    }
}
