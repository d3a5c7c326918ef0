using System.Collections.ObjectModel;
using System.Text;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Reads JSON as .NET values, so that the public models contain no JSON types. A value of an unexpected type is no error.</summary>
internal static class PlainValue
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads a value: a string, long, decimal, double, bool, null, a list, or a dictionary.</summary>
    public static object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.StartArray => ReadItems(ref reader, Read).AsReadOnly(),
        JsonTokenType.StartObject => ReadProperties(ref reader, Read).AsReadOnly(),
        _ => null,
    };

    /// <summary>Returns the value of a JSON text in UTF-8, or null if the text is not JSON.</summary>
    public static object? Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json);
        try
        {
            reader.Read();
            object? value = Read(ref reader);

            // Throws if the text continues after the value.
            reader.Read();
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string with half a surrogate pair is an InvalidOperationException.
            return null;
        }
    }

    /// <summary>Reads the items of an array.</summary>
    /// <param name="reader">A reader at the start of the array. Moves to its end.</param>
    /// <param name="read">Reads an item.</param>
    public static List<T> ReadItems<T>(ref Utf8JsonReader reader, ValueReader<T> read)
    {
        List<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(read(ref reader));
        }

        return items;
    }

    /// <summary>Reads the properties of an object. If a name occurs more than once, its last value counts.</summary>
    /// <param name="reader">A reader at the start of the object. Moves to its end.</param>
    /// <param name="read">Reads the value of a property.</param>
    public static Dictionary<string, T> ReadProperties<T>(ref Utf8JsonReader reader, ValueReader<T> read)
    {
        Dictionary<string, T> properties = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            properties[name] = read(ref reader);
        }

        return properties;
    }

    /// <summary>Reads a string, an empty string for null, or the JSON of any other value.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Null:
                return "";
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                return JsonElement.ParseValue(ref reader).GetRawText();
        }
    }

    /// <summary>Reads a number without rounding it to a floating-point number, also if it is a JSON string, or null for any other value.</summary>
    public static decimal? ReadAmount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetDecimal(out decimal number) ? number : null;
        }

        return ToAmount(ReadText(ref reader));
    }

    /// <summary>Reads a Boolean, also if it is a JSON string, or null for any other value.</summary>
    public static bool? ReadFlag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => bool.TryParse(ReadText(ref reader), out bool flag) ? flag : null,
    };

    /// <summary>Reads an RFC 3339 time, with any number of fractional digits, as UTC, or null for any other value.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        // The reader's parser is faster, but takes a time without an offset as local, and cuts digits instead of rounding them.
        return HasOffsetAndTicks(reader.ValueSpan) && reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time.ToUniversalTime()
            : DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out DateTimeOffset other) ? other
            : null;
    }

    /// <summary>
    /// Returns properties of the service whose meaning is not known. URIs have no query, because the query can contain a SAS, which is a
    /// secret.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> WithoutSecrets(Dictionary<string, object?>? properties) => properties is null
        ? ReadOnlyDictionary<string, object?>.Empty
        : properties.ToDictionary(item => item.Key, item => WithoutQueries(item.Value)).AsReadOnly();

    /// <summary>Returns the value of a property, or null if the element is not an object with that property.</summary>
    public static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>Returns a value of <see cref="Read"/> as an amount, also if it is a string, or null for any other value.</summary>
    public static decimal? ToAmount(object? value) =>
        decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount)
            ? amount
            : null;

    /// <summary>Returns a value of <see cref="Read"/> as a whole number that is not negative, also if it is a string, or null for any other value.</summary>
    public static int? WholeNumber(object? value) =>
        int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>Returns an amount without its fraction, or null if it is outside the range.</summary>
    public static long? Long(decimal? amount) => amount is >= long.MinValue and <= long.MaxValue ? (long)amount : null;

    private static object? WithoutQueries(object? value) => value switch
    {
        string text when Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Query.Length > 0 => text[..text.IndexOf('?')],
        IReadOnlyDictionary<string, object?> properties => properties.ToDictionary(item => item.Key, item => WithoutQueries(item.Value)).AsReadOnly(),
        IEnumerable<object?> items => Array.AsReadOnly(items.Select(WithoutQueries).ToArray()),
        _ => value,
    };

    private static object ReadNumber(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out long whole) ? whole
        : reader.TryGetDecimal(out decimal exact) ? exact
        : reader.GetDouble();

    // 2026-10-09T00:27:51Z to 2026-10-09T00:27:51.0811501+00:00
    private static bool HasOffsetAndTicks(ReadOnlySpan<byte> text) =>
        text is [.., (byte)'Z'] ? text.Length is >= 20 and <= 28
        : text.Length is >= 25 and <= 33 && text[^6] is (byte)'+' or (byte)'-';
}

/// <summary>Reads the value at the position of a reader, and moves the reader to the end of the value.</summary>
internal delegate T ValueReader<out T>(ref Utf8JsonReader reader);
