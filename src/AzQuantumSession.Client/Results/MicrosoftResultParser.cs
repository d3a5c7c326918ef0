using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses the results of QIR programs, in the service's own formats.</summary>
internal static class MicrosoftResultParser
{
    /// <summary>
    /// Parses <c>{"Histogram":["[0, 0]",0.5,"[1, 1]",0.5]}</c>, where outcomes and probabilities alternate, or returns null if the
    /// JSON has another form.
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
    /// Parses <c>{"Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":50}],"Shots":[[0,0]]}]}</c>, or returns null
    /// if the JSON has another form. A batch has one result per program. Only the first result is parsed, because the outcomes of
    /// different programs cannot share a histogram.
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

    // An outcome that does not consist of bits is named by its display text in the histogram.
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

    // A failed shot is an error object. It is kept as raw JSON, so that the shots stay complete and in order.
    private static List<string> Shots(JsonElement shots, Dictionary<string, string> displays) =>
        [.. shots.EnumerateArray().Select(shot => BitStringFormatter.FromQSharpValue(shot) ?? displays.GetValueOrDefault(shot.GetRawText(), shot.GetRawText()))];

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
}
