using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Http;

/// <summary>The JSON body of a request. Rejects unknown properties and properties of the wrong type.</summary>
internal sealed class RequestBody
{
    private readonly JsonObject _json;

    public RequestBody(JsonObject json, params ReadOnlySpan<string> known)
    {
        foreach (string name in json.Select(property => property.Key))
        {
            if (!known.Contains(name))
            {
                throw ServiceException.InvalidInput($"The property '{name}' is unknown or cannot be set.", name);
            }
        }

        _json = json;
    }

    public bool Has(string name) => _json.ContainsKey(name);

    public string? Text(string name) => Read<string>(name, JsonValueKind.String, "a string");

    public string RequireText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw ServiceException.InvalidInput($"The property '{name}' is required.", name);

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        string? text = Text(name);
        return text is null || allowed.Contains(text)
            ? text
            : throw ServiceException.InvalidInput($"The property '{name}' must be one of: {string.Join(", ", allowed!)}.", name);
    }

    public double? Number(string name) =>
        _json[name] is null ? null : Read<double>(name, JsonValueKind.Number, "a number");

    public bool? Flag(string name) => _json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => throw WrongType(name, "true or false"),
    };

    public JsonObject? Map(string name) => _json[name] switch
    {
        null => null,
        JsonObject map => map,
        _ => throw WrongType(name, "an object"),
    };

    public IReadOnlyList<string>? Texts(string name)
    {
        if (_json[name] is null)
        {
            return null;
        }

        return _json[name] is JsonArray array && array.All(item => item?.GetValueKind() == JsonValueKind.String)
            ? [.. array.Select(item => item!.GetValue<string>())]
            : throw WrongType(name, "an array of strings");
    }

    private T? Read<T>(string name, JsonValueKind kind, string expected) => _json[name] switch
    {
        null => default,
        JsonValue value when value.GetValueKind() == kind && value.TryGetValue(out T? read) => read,
        _ => throw WrongType(name, expected),
    };

    private static ServiceException WrongType(string name, string expected) =>
        ServiceException.InvalidInput($"The property '{name}' must be {expected}.", name);
}
