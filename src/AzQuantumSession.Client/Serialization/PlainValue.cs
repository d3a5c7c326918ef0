using System.Collections.ObjectModel;
using System.Text.Json;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Converts JSON to .NET values, so that the public models contain no JSON types.</summary>
internal static class PlainValue
{
    /// <summary>Returns a string, long, decimal, double, bool, null, a list, or a dictionary.</summary>
    public static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => Array.AsReadOnly(element.EnumerateArray().Select(FromJson).ToArray()),
        JsonValueKind.Object => Dictionary(element, FromJson),
        _ => null,
    };

    /// <summary>Returns the properties of an object, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, object?> Properties(JsonElement? element) =>
        IsObject(element) ? Dictionary(element!.Value, FromJson) : QuantumSessionJob.NoParameters;

    /// <summary>Returns the properties of an object as strings, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, string> Texts(JsonElement? element) =>
        IsObject(element) ? Dictionary(element!.Value, Text) : QuantumSessionJob.NoMetadata;

    /// <summary>Returns the numeric properties of an object, or an empty dictionary for any other value.</summary>
    public static IReadOnlyDictionary<string, decimal> Amounts(JsonElement? element)
    {
        if (!IsObject(element))
        {
            return QuantumSession.EmptyUsage;
        }

        Dictionary<string, decimal> amounts = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element!.Value.EnumerateObject())
        {
            if (Amount(property.Value) is { } amount)
            {
                amounts[property.Name] = amount;
            }
        }

        return new ReadOnlyDictionary<string, decimal>(amounts);
    }

    /// <summary>Returns the items of an array as strings, without null items, or an empty list for any other value.</summary>
    public static IReadOnlyList<string> Strings(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array
            ? Array.AsReadOnly(array.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Text).ToArray())
            : [];

    /// <summary>Returns a number, also if it is a JSON string, or null for any other value.</summary>
    public static decimal? Amount(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDecimal(out decimal amount) ? amount : null,
        JsonValueKind.String => TolerantDecimalConverter.Parse(element.GetString()),
        _ => null,
    };

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText(),
    };

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out long whole) ? whole
        : element.TryGetDecimal(out decimal exact) ? exact
        : element.GetDouble();

    private static bool IsObject(JsonElement? element) => element is { ValueKind: JsonValueKind.Object };

    private static ReadOnlyDictionary<string, T> Dictionary<T>(JsonElement element, Func<JsonElement, T> read)
    {
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            values[property.Name] = read(property.Value);
        }

        return new ReadOnlyDictionary<string, T>(values);
    }
}
