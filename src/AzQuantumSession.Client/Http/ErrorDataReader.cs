using System.Collections.ObjectModel;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads the error objects of the service, from responses, sessions, and jobs. Ignores missing and malformed properties.</summary>
internal static partial class ErrorDataReader
{
    private const int MaxDepth = 8;
    private const int MaxDetails = 20;

    /// <summary>Returns the error in the body of a failed response, or null if the body contains no error of the service.</summary>
    public static QuantumErrorData? ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return ReadElement(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the error in an object, or in its property <c>error</c>, or null if there is none.</summary>
    public static QuantumErrorData? ReadElement(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && Property(element, "error") is { } error ? Read(error) : Read(element);

    /// <summary>Returns the error in a session or job, or null if there is none.</summary>
    public static QuantumErrorData? Read(JsonElement? element) => Read(element, 0);

    private static QuantumErrorData? Read(JsonElement? element, int depth)
    {
        if (element is { ValueKind: JsonValueKind.String } text)
        {
            return Text(text) is { } message ? new QuantumErrorData { Message = message } : null;
        }

        if (element is not { ValueKind: JsonValueKind.Object } error || depth > MaxDepth)
        {
            return null;
        }

        QuantumErrorData data = new()
        {
            Code = Text(Property(error, "code")),
            Message = Text(Property(error, "message")),
            Target = Text(Property(error, "target")),
            Details = Details(error, depth),
            InnerError = Read(Property(error, "innererror") ?? Property(error, "innerError"), depth + 1),
        };
        return data.Code is null && data.Message is null && data.Details.Count == 0 && data.InnerError is null ? null : data;
    }

    private static ReadOnlyCollection<QuantumErrorData> Details(JsonElement error, int depth) =>
        Property(error, "details") is { ValueKind: JsonValueKind.Array } details
            ? Array.AsReadOnly(details.EnumerateArray().Take(MaxDetails).Select(detail => Read(detail, depth + 1)).OfType<QuantumErrorData>().ToArray())
            : ReadOnlyCollection<QuantumErrorData>.Empty;

    private static string? Text(JsonElement? value)
    {
        string? text = value switch
        {
            { ValueKind: JsonValueKind.String } characters => MessageSanitizer.Sanitize(Characters(characters)),
            { ValueKind: JsonValueKind.Number } number => MessageSanitizer.Sanitize(number.GetRawText()),
            _ => null,
        };
        return text is { Length: > 0 } ? text : null;
    }

    private static string? Characters(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // The string contains the escape sequence of half a surrogate pair. The other characters still tell what happened.
            using JsonDocument repaired = JsonDocument.Parse(Surrogate().Replace(text.GetRawText(), @"\ufffd"));
            return repaired.RootElement.GetString();
        }
    }

    private static JsonElement? Property(JsonElement error, string name)
    {
        try
        {
            return error.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of a property contains half a surrogate pair, and cannot be compared.
            return null;
        }
    }

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Surrogate();
}
