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
            new TolerantConverter<DateTimeOffset?>(PlainValue.Time),
            new TolerantConverter<decimal?>(PlainValue.Amount),
            new TolerantConverter<bool?>(PlainValue.Flag),
        },
    };

    /// <summary>Reads values of any JSON type, so that a single invalid value cannot make a list fail.</summary>
    private class TolerantConverter<T>(Func<JsonElement, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException($"The client does not send values of type {typeof(T)}.");
    }

    private sealed class TolerantStringConverter() : TolerantConverter<string>(PlainValue.Text)
    {
        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }
}
