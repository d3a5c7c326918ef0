using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace AzQuantumSession.Emulator.Http;

/// <summary>The JSON body of a request. Rejects unknown properties and properties of the wrong type.</summary>
internal sealed class RequestBody
{
    private readonly JsonObject _json;

    public RequestBody(JsonObject json, params ReadOnlySpan<string> known)
    {
        _json = json;
        foreach ((string name, _) in json)
        {
            if (!known.Contains(name))
            {
                throw ServiceException.InvalidInput($"The property '{name}' is unknown or cannot be set.", name);
            }
        }
    }

    /// <summary>Returns the JSON object, or null if the operation has none. Throws if the body is of another kind.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request, BodyKind kind)
    {
        switch (kind)
        {
            case BodyKind.Empty when request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding):
                throw new ServiceException(StatusCodes.Status411LengthRequired, "LengthRequired", "The request has no body and must contain the header Content-Length: 0.");
            case BodyKind.Empty when request.ContentLength != 0:
                throw ServiceException.InvalidInput("This operation does not accept a body.");
            case BodyKind.Json:
                return await ReadObjectAsync(request, "application/json");
            case BodyKind.MergePatch:
                return await ReadObjectAsync(request, "application/merge-patch+json");
            default:
                return null;
        }
    }

    public static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    public bool Has(string name) => _json.ContainsKey(name);

    /// <summary>Returns whether a property is present with the value null.</summary>
    public bool IsNull(string name) => Has(name) && _json[name] is null;

    public string? Text(string name) => Read<string>(name, "a string");

    public string RequireText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw ServiceException.InvalidInput($"The property '{name}' is required.", name);

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        string? text = Text(name);
        return text is null || allowed.Contains(text) ? text : throw Invalid(name, $"one of: {string.Join(", ", allowed!)}");
    }

    public double? Number(string name) => Read<double?>(name, "a number");

    public double? Number(string name, double min, double max) =>
        Number(name) is not { } number ? null
        : number >= min && number <= max ? number
        : throw Invalid(name, $"from {min} to {max}");

    public int? Integer(string name, int min, int max) =>
        Number(name) is not { } number ? null
        : double.IsInteger(number) && number >= min && number <= max ? (int)number
        : throw Invalid(name, $"a whole number from {min} to {max}");

    public bool? Flag(string name) => Read<bool?>(name, "true or false");

    public JsonObject? Map(string name) =>
        _json[name] is not { } node ? null : node as JsonObject ?? throw Invalid(name, "an object");

    public IReadOnlyList<string>? Texts(string name) => _json[name] switch
    {
        null => null,
        JsonArray array when array.All(item => item?.GetValueKind() == JsonValueKind.String) => [.. array.Select(item => item!.GetValue<string>())],
        _ => throw Invalid(name, "an array of strings"),
    };

    public static ServiceException Invalid(string name, string expected) =>
        ServiceException.InvalidInput($"The property '{name}' must be {expected}.", name);

    private T? Read<T>(string name, string expected) => _json[name] switch
    {
        null => default,
        JsonValue value when value.TryGetValue(out T? read) => read,
        _ => throw Invalid(name, expected),
    };

    private static async Task<JsonObject> ReadObjectAsync(HttpRequest request, string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? mediaType)
            || !mediaType.MediaType.Equals(contentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ServiceException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", $"The content type must be {contentType}.");
        }

        return Json.ParseObject(await ReadBytesAsync(request), "body", message => ServiceException.InvalidInput(message));
    }
}

/// <summary>
/// The kinds of request bodies: any body, which is ignored; no body, and the header <c>Content-Length: 0</c>; a JSON object; or a JSON
/// object that is merged into the resource.
/// </summary>
internal enum BodyKind
{
    None,
    Empty,
    Json,
    MergePatch,
}
