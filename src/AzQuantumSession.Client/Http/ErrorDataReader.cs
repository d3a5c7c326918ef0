using System.Collections.ObjectModel;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads the error objects of the service, from responses, sessions, and jobs. Ignores missing and malformed properties.</summary>
internal static class ErrorDataReader
{
    private const int MaxDepth = 8;

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
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("error", out JsonElement error) ? Read(error) : Read(element);

    /// <summary>Returns the error in a session or job, or null if there is none.</summary>
    public static QuantumErrorData? Read(JsonElement? element) => Read(element, 0);

    private static QuantumErrorData? Read(JsonElement? element, int depth)
    {
        if (element is { ValueKind: JsonValueKind.String } text)
        {
            return new QuantumErrorData { Message = MessageSanitizer.Sanitize(text.GetString()) };
        }

        if (element is not { ValueKind: JsonValueKind.Object } error || depth > MaxDepth)
        {
            return null;
        }

        QuantumErrorData data = new()
        {
            Code = Text(error, "code"),
            Message = Text(error, "message"),
            Target = Text(error, "target"),
            Details = Details(error, depth),
            InnerError = Read(Property(error, "innererror") ?? Property(error, "innerError"), depth + 1),
        };
        return data.Code is null && data.Message is null && data.Details.Count == 0 && data.InnerError is null ? null : data;
    }

    private static ReadOnlyCollection<QuantumErrorData> Details(JsonElement error, int depth) =>
        Property(error, "details") is { ValueKind: JsonValueKind.Array } details
            ? Array.AsReadOnly(details.EnumerateArray().Select(detail => Read(detail, depth + 1)).OfType<QuantumErrorData>().ToArray())
            : ReadOnlyCollection<QuantumErrorData>.Empty;

    private static string? Text(JsonElement error, string name) => Property(error, name) switch
    {
        { ValueKind: JsonValueKind.String } value when MessageSanitizer.Sanitize(value.GetString()) is { Length: > 0 } text => text,
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    private static JsonElement? Property(JsonElement error, string name) =>
        error.TryGetProperty(name, out JsonElement value) ? value : null;
}
