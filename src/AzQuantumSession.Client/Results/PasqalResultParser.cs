using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>
/// Parses Pasqal results: the count of each outcome, as in <c>{"0110":12,"0111":88}</c>. The object can also be the value of
/// <c>counter</c>, or the only item of an array.
/// </summary>
internal static class PasqalResultParser
{
    /// <summary>Parses a result, or returns null if the JSON has another form.</summary>
    public static ParsedResult? Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1)
        {
            root = root[0];
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("counter", out JsonElement counter))
        {
            root = counter;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        List<(string Outcome, long Count)> counts = [];
        foreach (JsonProperty item in root.EnumerateObject())
        {
            if (!BitStringFormatter.IsBitString(item.Name) || item.Value.ValueKind != JsonValueKind.Number
                || !item.Value.TryGetInt64(out long count) || count < 0)
            {
                return null;
            }

            counts.Add((item.Name, count));
        }

        return ParsedResult.FromCounts(counts);
    }
}
