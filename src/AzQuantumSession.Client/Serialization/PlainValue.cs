using System.Collections.ObjectModel;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Converts JSON to .NET values, so that the public models contain no JSON types.</summary>
internal static class PlainValue
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Returns a string, long, decimal, double, bool, null, a list, or a dictionary.</summary>
    public static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => Array.AsReadOnly(element.EnumerateArray().Select(FromJson).ToArray()),
        JsonValueKind.Object => Properties(element),
        _ => null,
    };

    /// <summary>Returns the value of a JSON text in UTF-8, or null if the text is not JSON.</summary>
    public static object? Parse(byte[] json)
    {
        try
        {
            // The parser of streams accepts a byte order mark.
            using JsonDocument document = JsonDocument.Parse(new MemoryStream(json, writable: false));
            return FromJson(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the properties of an object, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, object?> Properties(JsonElement? element) => ToDictionary(element, FromJson);

    /// <summary>
    /// Returns properties of the service whose meaning is not known. URIs have no query, because the query can contain a SAS, which is a
    /// secret.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> PropertiesWithoutSecrets(IReadOnlyDictionary<string, JsonElement>? properties) =>
        (properties ?? ReadOnlyDictionary<string, JsonElement>.Empty).ToDictionary(item => item.Key, item => WithoutQueries(FromJson(item.Value))).AsReadOnly();

    /// <summary>Returns the properties of an object as strings, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, string> Texts(JsonElement? element) => ToDictionary(element, Text);

    /// <summary>Returns the numeric properties of an object, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, decimal> Amounts(JsonElement? element) => ToDictionary(element, Amount)
        .Where(item => item.Value is not null).ToDictionary(item => item.Key, item => item.Value!.Value).AsReadOnly();

    /// <summary>Returns the items of an array as strings, without null items, or an empty list for any other value.</summary>
    public static IReadOnlyList<string> Strings(JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array
        ? Array.AsReadOnly(array.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Text).ToArray())
        : [];

    /// <summary>Returns a string, an empty string for null, or the JSON of any other value.</summary>
    public static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText(),
    };

    /// <summary>
    /// Returns a number without rounding it to a floating-point number, also if it is a JSON string, or null for any other value.
    /// </summary>
    public static decimal? Amount(JsonElement element) =>
        decimal.TryParse(Text(element), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;

    /// <summary>Returns a Boolean, also if it is a JSON string, or null for any other value.</summary>
    public static bool? Flag(JsonElement element) => bool.TryParse(Text(element), out bool flag) ? flag : null;

    /// <summary>Returns an RFC 3339 time, with any number of fractional digits, as UTC, or null for any other value.</summary>
    public static DateTimeOffset? Time(JsonElement element) =>
        element.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(element.GetString(), CultureInfo.InvariantCulture, Utc, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>Returns the value of a property, or null if the element is not an object with that property.</summary>
    public static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>Returns a value of <see cref="FromJson"/> as a whole number that is not negative, also if it is a string, or null for any other value.</summary>
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

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out long whole) ? whole
        : element.TryGetDecimal(out decimal exact) ? exact
        : element.GetDouble();

    private static ReadOnlyDictionary<string, T> ToDictionary<T>(JsonElement? element, Func<JsonElement, T> read)
    {
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        if (element is { ValueKind: JsonValueKind.Object } item)
        {
            foreach (JsonProperty property in item.EnumerateObject())
            {
                values[property.Name] = read(property.Value);
            }
        }

        return values.AsReadOnly();
    }
}
