using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Reads values of any JSON type, so that a single invalid value cannot make a list fail.</summary>
/// <param name="read">Reads a value that is not null.</param>
internal class TolerantConverter<T>(ValueReader<T> read) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException($"The client does not send values of type {typeof(T)}.");
}

/// <summary>Reads the properties of an object as plain values, or null for any other value.</summary>
internal sealed class PropertiesConverter() : TolerantConverter<Dictionary<string, object?>?>(Read)
{
    private static Dictionary<string, object?>? Read(ref Utf8JsonReader reader) =>
        reader.IsAtStartOf(JsonTokenType.StartObject) ? PlainValue.ReadProperties(ref reader, PlainValue.Read) : null;
}

/// <summary>Reads the properties of an object as strings, or null for any other value.</summary>
internal sealed class TextsConverter() : TolerantConverter<Dictionary<string, string>?>(Read)
{
    private static Dictionary<string, string>? Read(ref Utf8JsonReader reader) =>
        reader.IsAtStartOf(JsonTokenType.StartObject) ? PlainValue.ReadProperties(ref reader, PlainValue.ReadText) : null;
}

/// <summary>Reads the numeric properties of an object, or null for any other value.</summary>
internal sealed class AmountsConverter() : TolerantConverter<Dictionary<string, decimal>?>(Read)
{
    private static Dictionary<string, decimal>? Read(ref Utf8JsonReader reader) => reader.IsAtStartOf(JsonTokenType.StartObject)
        ? PlainValue.ReadProperties(ref reader, PlainValue.ReadAmount)
            .Where(item => item.Value is not null).ToDictionary(item => item.Key, item => item.Value!.Value)
        : null;
}

/// <summary>Reads the items of an array as strings, without null items, or null for any other value.</summary>
internal sealed class StringsConverter() : TolerantConverter<List<string>?>(Read)
{
    private static List<string>? Read(ref Utf8JsonReader reader)
    {
        if (!reader.IsAtStartOf(JsonTokenType.StartArray))
        {
            return null;
        }

        List<string?> items = PlainValue.ReadItems<string?>(
            ref reader, static (ref Utf8JsonReader item) => item.TokenType == JsonTokenType.Null ? null : PlainValue.ReadText(ref item));
        return [.. items.OfType<string>()];
    }
}

/// <summary>Extensions of the reader.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>Returns whether the reader is at the start of a value of a type. Skips a value of any other type.</summary>
    public static bool IsAtStartOf(this ref Utf8JsonReader reader, JsonTokenType start)
    {
        if (reader.TokenType == start)
        {
            return true;
        }

        reader.Skip();
        return false;
    }
}
