using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>Compares every property of a recorded body with the property of the object that the client returned.</summary>
internal static class RecordedProperties
{
    public static void AssertEqual(JsonObject recorded, object item)
    {
        foreach ((string name, JsonNode? value) in recorded)
        {
            object? actual = item.GetType().GetProperty(GetPropertyName(name))?.GetValue(item);
            Assert.True(AreEqual(value, actual), $"{name} is recorded as {value?.ToJsonString() ?? "null"}, and the client returned {actual ?? "null"}.");
        }
    }

    private static string GetPropertyName(string name) => name switch
    {
        "quantumComputingData" => nameof(QuantumSessionJob.QuantumComputingCount),
        "innererror" => nameof(QuantumErrorData.InnerError),
        _ => char.ToUpperInvariant(name[0]) + name[1..],
    };

    private static bool AreEqual(JsonNode? recorded, object? actual) => (recorded, actual) switch
    {
        (null, null) => true,
        (null, IEnumerable items and not string) => !items.Cast<object>().Any(),

        // The empty estimate of a session is not a cost of 0 (docs/service.md, section 3.3).
        (JsonObject value, null) => (value["events"], (decimal?)value["estimatedTotal"]) is (JsonArray { Count: 0 }, 0),
        (JsonValue value, DateTimeOffset time) => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture) == time,
        (JsonValue value, TimeSpan duration) => TimeSpan.FromSeconds((double)value) == duration,
        (JsonValue value, Uri uri) => new Uri(((string)value!).Split('?')[0]) == uri,
        (JsonObject value, long count) => value.Count == 1 && (long)value["count"]! == count,
        (JsonObject value, QuantumCostEstimate cost) => HasProperties(value, cost),
        (JsonObject value, QuantumErrorData error) => HasProperties(value, error),
        (JsonArray values, IEnumerable<QuantumCostEvent> events) => values.Zip(events, (value, cost) => HasProperties(value!.AsObject(), cost)).All(same => same) && values.Count == events.Count(),
        (JsonArray values, IEnumerable<QuantumErrorData> errors) => values.Zip(errors, (value, error) => HasProperties(value!.AsObject(), error)).All(same => same) && values.Count == errors.Count(),
        _ => actual is not null && JsonNode.DeepEquals(recorded, JsonSerializer.SerializeToNode(actual)),
    };

    private static bool HasProperties(JsonObject recorded, object actual)
    {
        AssertEqual(recorded, actual);
        return true;
    }
}
