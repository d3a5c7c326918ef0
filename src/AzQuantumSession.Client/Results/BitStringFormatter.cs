namespace AzQuantumSession.Client.Results;

/// <summary>Formats measured values as bit strings.</summary>
internal static class BitStringFormatter
{
    /// <summary>Formats one shot of one register: a string, a bit, a Boolean, or an array of these. Returns null for any other value.</summary>
    public static string? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { } text && BitString.IsBitString(text) => text,
        JsonValueKind.Number when element.TryGetInt32(out int bit) && bit is >= 0 and <= 2 => BitString.Characters[bit].ToString(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.Array => Join("", element.EnumerateArray().Select(FromJson)),
        _ => null,
    };

    /// <summary>
    /// Formats the return value of a Q# program by its structure: joins the values of an array or a tuple, with a space between
    /// them if a value is an array or a tuple itself. Returns null if the value does not consist of bits.
    /// </summary>
    public static string? FromQSharpValue(JsonElement element)
    {
        JsonElement[]? items = element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray()],
            JsonValueKind.Object when element.EnumerateObject().All(item => item.Name.StartsWith("Item", StringComparison.Ordinal)) =>
                [.. element.EnumerateObject().Select(item => item.Value)],
            _ => null,
        };
        if (items is null)
        {
            return FromJson(element);
        }

        bool isNested = items.Any(item => item.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
        return Join(isNested ? " " : "", items.Select(FromQSharpValue));
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

    private static string? Join(string separator, IEnumerable<string?> items)
    {
        string?[] parts = [.. items];
        return parts.Length > 0 && !parts.Contains(null) ? string.Join(separator, parts) : null;
    }
}
