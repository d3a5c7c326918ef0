using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>
/// Parses results by register, with one entry per shot: <c>{"c":["00","11"]}</c> (Quantinuum) or <c>{"ro":[[0,1],[1,1]]}</c>
/// (Rigetti). Joins the registers of a shot in the order of the JSON. An array of shots without a name is one register.
/// </summary>
internal static class RegisterResultParser
{
    // Quantinuum results can contain this property beside the registers.
    private const string AccessTokenProperty = "access_token";

    /// <summary>Parses a result, or returns null if the JSON has another form.</summary>
    public static ParsedResult? Read(JsonElement root)
    {
        List<List<string>> registers = [];
        foreach (JsonElement register in Registers(root))
        {
            if (Shots(register) is not { } shots)
            {
                return null;
            }

            registers.Add(shots);
        }

        return registers.Count > 0 && registers.TrueForAll(shots => shots.Count == registers[0].Count)
            ? ParsedResult.OfShots([.. Enumerable.Range(0, registers[0].Count).Select(shot => Join(registers, shot))])
            : null;
    }

    private static IEnumerable<JsonElement> Registers(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => [root],
        JsonValueKind.Object => root.EnumerateObject().Where(item => item.Name != AccessTokenProperty).Select(item => item.Value),
        _ => [],
    };

    private static List<string>? Shots(JsonElement register)
    {
        if (register.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        List<string> shots = [];
        foreach (JsonElement entry in register.EnumerateArray())
        {
            if (BitStringFormatter.FromJson(entry) is not { } bits)
            {
                return null;
            }

            shots.Add(bits);
        }

        return shots;
    }

    private static string Join(List<List<string>> registers, int shot) => string.Join(' ', registers.Select(register => register[shot]));
}
