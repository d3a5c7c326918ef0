using System.Text;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses the results of QIR programs, in the service's own formats. Throws if the JSON has another form, as JsonElement does.</summary>
internal static class MicrosoftResultParser
{
    /// <summary>Parses <c>{"Histogram":["[0, 0]",0.5,"[1, 1]",0.5]}</c>, where outcomes and probabilities alternate.</summary>
    public static ParsedResult ReadV1(JsonElement root) => ParsedResult.FromProbabilities(
        root.GetProperty("Histogram").EnumerateArray().Chunk(2).Select(pair =>
            pair is [{ ValueKind: JsonValueKind.String } outcome, JsonElement probability]
                ? (BitStringFormatter.FromDisplayText(outcome.GetString()!), probability.GetDouble())
                : throw new FormatException("The histogram does not consist of outcomes and probabilities.")));

    /// <summary>
    /// Parses the result of a program: <c>{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":50}],"Shots":[[0,0]]}</c>.
    /// </summary>
    public static ParsedResult ReadV2(JsonElement result)
    {
        Dictionary<string, string> displays = new(StringComparer.Ordinal);
        List<(string Outcome, long Count)>? counts = GetArray(result, "Histogram")?.EnumerateArray()
            .Select(item => (ReadOutcome(item, displays), item.GetProperty("Count").GetInt64())).ToList();

        // A failed shot is an error object. It is kept as raw JSON, so that the shots stay complete and in order.
        List<string>? shots = GetArray(result, "Shots")?.EnumerateArray()
            .Select(shot => BitStringFormatter.FromQSharpValue(shot) ?? displays.GetValueOrDefault(shot.GetRawText(), shot.GetRawText())).ToList();
        return counts is not null ? ParsedResult.FromCounts(counts, shots)
            : shots is not null ? ParsedResult.FromShots(shots)
            : throw new FormatException("The result contains neither a histogram nor shots.");
    }

    /// <summary>
    /// Parses <c>{"status":"success","physicalCounts":{"physicalQubits":1200,"runtime":4000}}</c>, with more properties. There are no
    /// outcomes.
    /// </summary>
    public static ParsedResult ReadEstimates(JsonElement root) => root.TryGetProperty("physicalCounts", out _)
        && PlainValue.Parse(Encoding.UTF8.GetBytes(root.GetRawText())) is IReadOnlyDictionary<string, object?> estimates
        ? new ParsedResult([], null) { ResourceEstimates = estimates }
        : throw new FormatException("The result contains no estimates.");

    // An outcome that does not consist of bits is named by its display text in the histogram.
    private static string ReadOutcome(JsonElement item, Dictionary<string, string> displays)
    {
        string? display = item.TryGetProperty("Display", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        if (!item.TryGetProperty("Outcome", out JsonElement outcome))
        {
            return BitStringFormatter.FromDisplayText(display ?? throw new FormatException("An outcome has neither a value nor a display text."));
        }

        string raw = outcome.GetRawText();
        return BitStringFormatter.FromQSharpValue(outcome) ?? (displays[raw] = display ?? raw);
    }

    private static JsonElement? GetArray(JsonElement result, string name) =>
        result.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value : null;
}
