using System.Numerics;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses results in the providers' own formats. Throws if the JSON has another form, as JsonElement does.</summary>
internal static class ProviderResultParser
{
    private const int MaxWidth = 4096;

    // The number of digits of a basis state with the maximum width.
    private const int MaxDigits = 1234;

    // Quantinuum results can contain this property beside the registers.
    private const string AccessTokenProperty = "access_token";

    /// <summary>
    /// Parses the probability of each basis state: <c>{"histogram":{"0":0.5,"3":0.5}}</c> (IonQ). Basis states are decimal numbers, with
    /// qubit 0 as the least significant bit.
    /// </summary>
    public static ParsedResult ReadStates(JsonElement root, int? width)
    {
        (string Bits, double Probability)[] states =
            [.. root.GetProperty("histogram").EnumerateObject().Select(item => (ToBits(item.Name), item.Value.GetDouble()))];
        int length = states.Select(state => state.Bits.Length).Concat([1, Math.Min(width ?? 1, MaxWidth)]).Max();
        return ParsedResult.FromProbabilities(states.Select(state => (state.Bits.PadLeft(length, '0'), state.Probability)));
    }

    /// <summary>
    /// Parses results by register, with one entry per shot: <c>{"c":["00","11"]}</c> (Quantinuum) or <c>{"ro":[[0,1],[1,1]]}</c>
    /// (Rigetti). Joins the registers of a shot in the order of the JSON. An array of shots without a name is one register.
    /// </summary>
    public static ParsedResult ReadRegisters(JsonElement root)
    {
        IEnumerable<JsonElement> values = root.ValueKind == JsonValueKind.Array
            ? [root]
            : root.EnumerateObject().Where(item => item.Name != AccessTokenProperty).Select(item => item.Value);
        string[][] registers = [.. values.Select(register => register.EnumerateArray().Select(ReadShot).ToArray())];
        return registers.Select(shots => shots.Length).Distinct().Count() == 1
            ? ParsedResult.FromShots([.. registers[0].Select((_, shot) => string.Join(' ', registers.Select(register => register[shot])))])
            : throw new FormatException("The registers do not have the same number of shots.");
    }

    /// <summary>
    /// Parses the count of each outcome: <c>{"0110":12,"0111":88}</c> (Pasqal). The object can also be the value of <c>counter</c>, or
    /// the only item of an array.
    /// </summary>
    public static ParsedResult ReadCounts(JsonElement root)
    {
        JsonElement result = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Single() : root;
        JsonElement counts = result.TryGetProperty("counter", out JsonElement counter) ? counter : result;
        return ParsedResult.FromCounts(counts.EnumerateObject().Select(item => BitString.IsBitString(item.Name)
            ? (item.Name, item.Value.GetInt64())
            : throw new FormatException($"'{item.Name}' is not a bit string.")));
    }

    private static string ToBits(string state)
    {
        if (state.Length > MaxDigits)
        {
            // Parsing takes time in proportion to the square of the length.
            throw new FormatException($"A basis state has {state.Length} digits.");
        }

        BigInteger number = BigInteger.Parse(state, NumberStyles.None, CultureInfo.InvariantCulture);
        string bits = number.ToString("B", CultureInfo.InvariantCulture).TrimStart('0');
        return bits.Length <= MaxWidth ? bits : throw new FormatException($"A basis state has {bits.Length} qubits.");
    }

    private static string ReadShot(JsonElement entry) =>
        BitStringFormatter.FromJson(entry) ?? throw new FormatException($"{entry} is not a bit string.");
}
