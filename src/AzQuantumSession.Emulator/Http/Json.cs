using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Parses JSON strictly, and writes JSON as the service does.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // The service does not escape the plus sign in times and the apostrophe in names.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The data is not valid JSON, or a property occurs twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, documentOptions: Strict);

    public static byte[] ToBytes(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            node.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    public static JsonArray ToArray(IEnumerable<JsonNode?> nodes) => [.. nodes];

    public static JsonNode? ToArrayOrNull(IReadOnlyList<string>? values) =>
        values is null ? null : ToArray(values.Select(value => (JsonNode?)JsonValue.Create(value)));
}
