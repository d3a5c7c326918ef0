using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Reads JSON strictly and writes it as the service does.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // A plus sign in a time or an apostrophe in a name is not escaped by the service.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">It is not JSON, or a property occurs twice.</exception>
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

    public static JsonNode? ToArrayOrNull(IReadOnlyList<string>? texts) =>
        texts is null ? null : ToArray(texts.Select(text => (JsonNode?)JsonValue.Create(text)));
}
