using System.Buffers;
using System.Collections;
using System.Numerics;
using System.Text.Encodings.Web;

namespace AzQuantumSession.Client.Serialization;

/// <summary>Writes strings, numbers, Booleans, dictionaries, and lists as JSON, without reflection. The reverse of <see cref="PlainValue"/>.</summary>
internal static class JsonValueWriter
{
    /// <summary>Writes a value as a JSON document in UTF-8.</summary>
    /// <exception cref="ArgumentException">The value contains an unsupported type, or a number that is not finite.</exception>
    public static byte[] ToUtf8(object? value)
    {
        ArrayBufferWriter<byte> buffer = new();
        // The document is never embedded in HTML, so only the characters that JSON requires are escaped, as in ConvertTo-Json.
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case IReadOnlyDictionary<string, object?> dictionary:
                writer.WriteStartObject();
                foreach ((string name, object? item) in dictionary)
                {
                    writer.WritePropertyName(name);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString("D", CultureInfo.InvariantCulture));
                break;
            case decimal:
            case float number when float.IsFinite(number):
            case double precise when double.IsFinite(precise):
                // 1.0 stays 1.0, because some targets distinguish integers from real numbers.
                string digits = ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
                writer.WriteRawValue(digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits);
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType()} ({value}) cannot be written as JSON.", nameof(value));
        }
    }
}
