using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses IonQ results: <c>{"histogram":{"0":0.5,"3":0.5}}</c>. Basis states are decimal numbers, with qubit 0 as the least significant bit.</summary>
internal static class IonQResultParser
{
    private const int MaxWidth = 4096;

    /// <summary>Parses a result, or returns null if the JSON has another form.</summary>
    public static ParsedResult? Read(JsonElement root, int? width)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("histogram", out JsonElement histogram)
            || histogram.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        List<(BigInteger State, double Probability)> states = [];
        foreach (JsonProperty item in histogram.EnumerateObject())
        {
            if (!BigInteger.TryParse(item.Name, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger state)
                || item.Value.ValueKind != JsonValueKind.Number
                || state.GetBitLength() > MaxWidth)
            {
                return null;
            }

            states.Add((state, item.Value.GetDouble()));
        }

        int needed = (int)states.Select(item => item.State.GetBitLength()).DefaultIfEmpty(1).Max();
        int bits = Math.Max(Math.Max(needed, 1), Math.Min(width ?? 1, MaxWidth));
        return ParsedResult.OfProbabilities(states.Select(item => (Bits(item.State, bits), item.Probability)));
    }

    private static string Bits(BigInteger state, int width) => string.Create(width, state, (text, value) =>
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            text[i] = value.IsEven ? '0' : '1';
            value >>= 1;
        }
    });
}
