using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>The options of all JSON that the client reads and writes.</summary>
internal static class ClientJson
{
    /// <summary>Creates the options for the context of an area. A context owns its options.</summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new TolerantStringConverter(),
            new TolerantDateTimeOffsetConverter(),
            new TolerantDecimalConverter(),
            new TolerantBooleanConverter(),
        },
    };
}
