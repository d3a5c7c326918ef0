using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Describes the form of JSON: the names and kinds of its values, without the values.</summary>
internal static class JsonShape
{
    /// <summary>
    /// Returns the form. Null is a kind of its own, and an absent property is not described. The order of properties doesn't matter, and an
    /// array is described by the different forms of its items.
    /// </summary>
    public static string Describe(JsonNode? json) => json switch
    {
        null => "null",
        JsonObject item => $"{{{string.Join(", ", item.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}: {Describe(property.Value)}"))}}}",
        JsonArray items => $"[{string.Join(" | ", items.Select(Describe).Distinct().Order(StringComparer.Ordinal))}]",
        _ => json.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "Boolean" : $"{json.GetValueKind()}",
    };
}
