using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Writes measured values as bit strings.</summary>
internal static class BitStringFormatter
{
    // A lost qubit is marked by a hyphen or a 2.
    private const string BitCharacters = "012-";

    /// <summary>Whether the text is one of bits, of one or several registers.</summary>
    public static bool IsBitString(string text) => text.Length > 0 && text.All(c => BitCharacters.Contains(c, StringComparison.Ordinal) || c == ' ');

    /// <summary>One shot of one register: text, a bit, a truth value, or a list of them; null for anything else.</summary>
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
    /// What a Q# program returned, by its structure: the values of an array or a tuple are joined; where a tuple holds arrays or
    /// tuples, with a blank between them. Null for what is not made of bits.
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
    /// What a Q# program returned, by how it is displayed: <c>[0, 1]</c> or <c>([0, 1], [1])</c>. What is not made of bits stays
    /// as it is.
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
