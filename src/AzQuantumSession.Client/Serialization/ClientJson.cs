using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>The options of all JSON that the client reads and writes.</summary>
internal static class ClientJson
{
    /// <summary>Creates the options for the context of an area. A context owns its options.</summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new TolerantStringConverter(),
            new TolerantConverter<DateTimeOffset?>(PlainValue.ReadTime),
            new TolerantConverter<decimal?>(PlainValue.ReadAmount),
            new TolerantConverter<bool?>(PlainValue.ReadFlag),
            new TolerantConverter<object?>(PlainValue.Read),
        },
    };

    private sealed class TolerantStringConverter() : TolerantConverter<string>(PlainValue.ReadText)
    {
        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }
}
