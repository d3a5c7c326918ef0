using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Formats measured values as bit strings.</summary>
internal static class BitStringFormatter
{
    // A lost qubit is marked by a hyphen or a 2.
    private const string BitCharacters = "012-";

    /// <summary>Returns whether a string consists of bits, of one register or of several registers separated by spaces.</summary>
    public static bool IsBitString(string text) => text.Length > 0 && text.All(c => BitCharacters.Contains(c, StringComparison.Ordinal) || c == ' ');

    /// <summary>Formats one shot of one register: a string, a bit, a Boolean, or an array of these. Returns null for any other value.</summary>
    public static string? FromJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsBitString(element.GetString()!) ? element.GetString() : null;
            case JsonValueKind.Number:
                return element.TryGetInt32(out int bit) && bit is >= 0 and <= 2 ? BitCharacters[bit].ToString() : null;
            case JsonValueKind.True:
                return "1";
            case JsonValueKind.False:
                return "0";
            case JsonValueKind.Array:
                string?[] bits = [.. element.EnumerateArray().Select(FromJson)];
                return bits.Length > 0 && bits.All(item => item is not null) ? string.Concat(bits) : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// Formats the return value of a Q# program by its structure: joins the values of an array or a tuple, with a space between
    /// them if a value is an array or a tuple itself. Returns null if the value does not consist of bits.
    /// </summary>
    public static string? FromQSharpValue(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            JsonProperty[] items = [.. element.EnumerateObject()];
            return items.Length > 0 && items.All(item => item.Name.StartsWith("Item", StringComparison.Ordinal))
                ? Join([.. items.Select(item => item.Value)])
                : null;
        }

        return element.ValueKind == JsonValueKind.Array ? Join([.. element.EnumerateArray()]) : FromJson(element);
    }

    /// <summary>
    /// Formats the return value of a Q# program by its display text: <c>[0, 1]</c> or <c>([0, 1], [1])</c>. Returns the text
    /// unchanged if it does not consist of bits.
    /// </summary>
    public static string FromDisplayText(string text)
    {
        try
        {
            string list = text.Replace('(', '[').Replace(')', ']');
            using JsonDocument document = JsonDocument.Parse(list, new JsonDocumentOptions { AllowTrailingCommas = true });
            return FromQSharpValue(document.RootElement) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string? Join(JsonElement[] items)
    {
        string?[] parts = [.. items.Select(FromQSharpValue)];
        bool isNested = items.Any(item => item.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
        return parts.Length > 0 && parts.All(part => part is not null) ? string.Join(isNested ? " " : "", parts) : null;
    }
}
