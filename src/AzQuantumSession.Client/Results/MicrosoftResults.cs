using System.Text.Json;

namespace AzQuantumSession.Client;

/// <summary>The results of QIR programs, in the service's own formats.</summary>
internal static class MicrosoftResults
{
    /// <summary>
    /// Reads <c>{"Histogram":["[0, 0]",0.5,"[1, 1]",0.5]}</c>: outcomes and probabilities by turns; null where it is not that.
    /// </summary>
    public static ResultContent? ReadV1(JsonElement root)
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

            probabilities.Add((OutcomeText.Display(pair[0].GetString()!), pair[1].GetDouble()));
        }

        return ResultContent.OfProbabilities(probabilities);
    }

    /// <summary>
    /// Reads <c>{"Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":50}],"Shots":[[0,0]]}]}</c>; null where it
    /// is not that. Of a batch, which has a result for each of its programs, the first is read: they do not belong into one
    /// histogram.
    /// </summary>
    public static ResultContent? ReadV2(JsonElement root)
    {
        if (Property(root, "Results") is not { ValueKind: JsonValueKind.Array } results || results.GetArrayLength() == 0)
        {
            return null;
        }

        JsonElement result = results[0];
        List<string>? shots = Property(result, "Shots") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(Shot)]
            : null;
        if (Property(result, "Histogram") is not { ValueKind: JsonValueKind.Array } histogram)
        {
            return shots is null ? null : ResultContent.OfShots(shots);
        }

        List<(string Outcome, long Count)> counts = [];
        foreach (JsonElement item in histogram.EnumerateArray())
        {
            if (Outcome(item) is not { } outcome
                || Property(item, "Count") is not { ValueKind: JsonValueKind.Number } number
                || !number.TryGetInt64(out long count)
                || count < 0)
            {
                return null;
            }

            counts.Add((outcome, count));
        }

        return ResultContent.OfCounts(counts, shots);
    }

    private static string? Outcome(JsonElement item)
    {
        string? display = Property(item, "Display") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return Property(item, "Outcome") is { } outcome
            ? OutcomeText.Structure(outcome) ?? display ?? outcome.GetRawText()
            : display is null ? null : OutcomeText.Display(display);
    }

    // A shot that failed has an error in its place, and what is not made of bits stays as it is.
    private static string Shot(JsonElement shot) =>
        OutcomeText.Structure(shot) ?? (shot.ValueKind == JsonValueKind.String ? OutcomeText.Display(shot.GetString()!) : shot.GetRawText());

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
}
