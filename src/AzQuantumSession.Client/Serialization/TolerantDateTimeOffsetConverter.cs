using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>
/// Reads RFC 3339 times, with any number of fractional digits, as UTC. An invalid time is read as null, so that a single item
/// cannot make a list fail.
/// </summary>
internal sealed class TolerantDateTimeOffsetConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out DateTimeOffset time) ? time : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The client does not send times.");
}
