using System.Text;
using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>
/// Reads a property that has few different values, such as a status or the id of a provider, and shares the strings among the items. Each
/// property has its own converter, which holds a limited number of short values: a new value replaces the value at its position.
/// </summary>
internal sealed class SharedStringConverter : JsonConverter<string>
{
    private const int Capacity = 64;
    private const int MaxLength = 64;

    // Threads can replace the values of each other. A reference is read and written as a whole.
    private readonly string?[] _values = new string?[Capacity];

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || reader.ValueSpan.Length > MaxLength)
        {
            return PlainValue.ReadText(ref reader);
        }

        ref string? shared = ref _values[GetPosition(reader.ValueSpan)];
        string? value = shared;
        return value is not null && Ascii.Equals(reader.ValueSpan, value) ? value : shared = reader.GetString()!;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static int GetPosition(ReadOnlySpan<byte> text)
    {
        uint hash = 0;
        foreach (byte letter in text)
        {
            hash = (hash * 31) + letter;
        }

        return (int)(hash % Capacity);
    }
}
