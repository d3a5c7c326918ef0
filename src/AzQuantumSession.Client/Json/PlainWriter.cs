using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AzQuantumSession.Client;

/// <summary>Writes plain .NET values as JSON, without reflection: the reverse of <see cref="PlainValue"/>.</summary>
internal static class PlainWriter
{
    private const int Deepest = 64;

    /// <summary>Writes an object.</summary>
    /// <exception cref="ArgumentException">A value is not plain, or the values are nested without end.</exception>
    public static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Object(writer, values, 0);
    }

    private static void Value(Utf8JsonWriter writer, string name, object? value, int depth)
    {
        if (depth > Deepest)
        {
            throw new ArgumentException($"The parameter '{name}' is nested deeper than {Deepest} levels.");
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case char or Guid:
                writer.WriteStringValue(value.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Object(writer, map, depth);
                break;
            case IDictionary map:
                Object(writer, Entries(map), depth);
                break;
            case IEnumerable list:
                List(writer, name, list, depth);
                break;
            default:
                Number(writer, name, value);
                break;
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case BigInteger number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case float or double:
                throw new ArgumentException($"The parameter '{name}' is no finite number, and JSON has no other.");
            default:
                throw new ArgumentException(
                    $"The parameter '{name}' is a {value.GetType().Name}; it has to be text, a number, a truth value, or a list or dictionary of them.");
        }
    }

    private static void Object(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> entries, int depth)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in entries)
        {
            writer.WritePropertyName(name);
            Value(writer, name, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void List(Utf8JsonWriter writer, string name, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            Value(writer, name, item, depth + 1);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return new(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
        }
    }
}
