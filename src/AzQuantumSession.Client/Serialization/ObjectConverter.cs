using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Reads an object, or null for a value of any other JSON type.</summary>
internal sealed class ObjectConverter<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.IsAtStartOf(JsonTokenType.StartObject)
            ? JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))
            : null;

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        throw new NotSupportedException($"The client does not send values of type {typeof(T)}.");
}

/// <summary>Reads the items of an array that are objects, or null for a value of any other JSON type.</summary>
internal sealed class ObjectsConverter<T> : JsonConverter<List<T>?>
    where T : class
{
    private readonly ObjectConverter<T> _items = new();

    public override List<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.IsAtStartOf(JsonTokenType.StartArray))
        {
            return null;
        }

        List<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_items.Read(ref reader, typeof(T), options) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, List<T>? value, JsonSerializerOptions options) =>
        throw new NotSupportedException($"The client does not send lists of {typeof(T)}.");
}
