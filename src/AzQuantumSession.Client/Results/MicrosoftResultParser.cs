using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>The results of QIR programs, in the service's own formats.</summary>
internal static class MicrosoftResultParser
{
    /// <summary>
    /// Reads <c>{"Histogram":["[0, 0]",0.5,"[1, 1]",0.5]}</c>: outcomes and probabilities by turns; null where it is not that.
    /// </summary>
    public static ParsedResult? ReadV1(JsonElement root)
    {
        if (Property(root, "Histogram") is not { ValueKind: JsonValueKind.Array } histogram || histogram.GetArrayLength() % 2 != 0)
        {
            return null;
        }

        List<(string Outcome, double Probability)> probabilities = [];
        foreach (JsonElement[] pair in histogram.EnumerateArray().Chunk(2))
        {
            if (pair[0].ValueKind != JsonValueKind.String || pair[1].ValueKind != JsonValueKind.Number)
            {
                return null;
            }

            probabilities.Add((BitStringFormatter.FromDisplayText(pair[0].GetString()!), pair[1].GetDouble()));
        }

        return ParsedResult.OfProbabilities(probabilities);
    }

    /// <summary>
    /// Reads <c>{"Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":50}],"Shots":[[0,0]]}]}</c>; null where it
    /// is not that. Of a batch, which has a result for each of its programs, the first is read: they do not belong into one
    /// histogram.
    /// </summary>
    public static ParsedResult? ReadV2(JsonElement root)
    {
        if (Property(root, "Results") is not { ValueKind: JsonValueKind.Array } results || results.GetArrayLength() == 0)
        {
            return null;
        }

        JsonElement result = results[0];
        JsonElement? shots = Property(result, "Shots") is { ValueKind: JsonValueKind.Array } list ? list : null;
        if (Property(result, "Histogram") is not { ValueKind: JsonValueKind.Array } histogram)
        {
            return shots is { } only ? ParsedResult.OfShots(Shots(only, [])) : null;
        }

        Dictionary<string, string> displays = new(StringComparer.Ordinal);
        List<(string Outcome, long Count)> counts = [];
        foreach (JsonElement item in histogram.EnumerateArray())
        {
            if (Outcome(item, displays) is not { } outcome
                || Property(item, "Count") is not { ValueKind: JsonValueKind.Number } number
                || !number.TryGetInt64(out long count)
                || count < 0)
            {
                return null;
            }

            counts.Add((outcome, count));
        }

        return ParsedResult.FromCounts(counts, shots is { } each ? Shots(each, displays) : null);
    }

    // What is not made of bits goes by how the histogram displays it.
    private static string? Outcome(JsonElement item, Dictionary<string, string> displays)
    {
        string? display = Property(item, "Display") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (Property(item, "Outcome") is not { } outcome)
        {
            return display is null ? null : BitStringFormatter.FromDisplayText(display);
        }

        string raw = outcome.GetRawText();
        return BitStringFormatter.FromQSharpValue(outcome) ?? (displays[raw] = display ?? raw);
    }

    // A shot that failed has an error in its place: it stays as it is.
    private static List<string> Shots(JsonElement shots, Dictionary<string, string> displays) =>
        [.. shots.EnumerateArray().Select(shot => BitStringFormatter.FromQSharpValue(shot) ?? displays.GetValueOrDefault(shot.GetRawText(), shot.GetRawText()))];

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
}
