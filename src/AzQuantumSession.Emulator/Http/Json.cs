using System.Text.Encodings.Web;
using System.Text.Json;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Parses JSON strictly, and writes JSON as the service does.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // The service does not escape the plus sign in times and the apostrophe in names.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parses an object without duplicate properties, or throws the exception that <paramref name="reject"/> creates from a message.</summary>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8, string name, Func<string, Exception> reject)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject ?? throw reject($"The {name} must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw reject($"The {name} is not valid JSON: {exception.Message}");
        }
    }

    public static byte[] ToBytes(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            node.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    /// <summary>Adds a property that the service omits if it has no value.</summary>
    public static JsonObject AddIfNotNull(this JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json.Add(name, value);
        }

        return json;
    }

    public static JsonArray ToArray(IEnumerable<JsonNode?> nodes) => [.. nodes];

    public static JsonNode? ToArrayOrNull(IReadOnlyList<string>? values) =>
        values is null ? null : ToArray(values.Select(value => (JsonNode?)JsonValue.Create(value)));

    // The service writes times in two formats, so the emulator uses both. They have no trailing zeros.
    public static string? TimeWithZ(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string? TimeWithOffset(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'", CultureInfo.InvariantCulture);
}
