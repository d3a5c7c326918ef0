using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>
/// Pasqal's results: <c>{"0110":12,"0111":88}</c>, how often each outcome came; also under <c>counter</c>, or as the only item of
/// a list.
/// </summary>
internal static class PasqalResultParser
{
    /// <summary>Reads a result; null where it is not one.</summary>
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
