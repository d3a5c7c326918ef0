using System.Text;
using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>
/// Creates results for formats that are not simulated, in the format of the provider. Every shot measures only zeros: one per bit of
/// the program's registers, or two if the registers are unknown. For a format without known results, the result is the input.
/// </summary>
internal sealed partial class FakeResults(string inputFormat, string outputFormat, byte[] input, int shots)
{
    private const int DefaultBits = 2;
    private const string DefaultOutcome = "[0, 0]";

    private string Text => Encoding.UTF8.GetString(input);

    /// <exception cref="InvalidInputException">The input obviously does not have its format.</exception>
    public void Validate()
    {
        var invalid = new InvalidInputException("InvalidInputData", $"The input data is not valid {inputFormat}.");
        bool plausible = inputFormat switch
        {
            DataFormats.Qir => input is [(byte)'B', (byte)'C', 0xC0, 0xDE, ..] or [0xDE, 0xC0, 0x17, 0x0B, ..],
            DataFormats.OpenQasm => Text.Contains("OPENQASM", StringComparison.Ordinal),
            DataFormats.Pulser => Json.ParseObject(input, "input data", _ => invalid) is not null,
            _ => !string.IsNullOrWhiteSpace(Text),
        };
        if (!plausible)
        {
            throw invalid;
        }
    }

    public byte[] Write() => outputFormat switch
    {
        DataFormats.HoneywellResults or DataFormats.HoneywellQirResults => Json.ToBytes(Registers(bits => new string('0', bits))),
        DataFormats.QuilResults => Json.ToBytes(Registers(Zeros)),
        DataFormats.PulserResults => Json.ToBytes(new JsonObject { ["0000"] = shots }),
        DataFormats.MicrosoftResultsV1 => Json.ToBytes(new JsonObject { ["Histogram"] = new JsonArray(DefaultOutcome, 1.0) }),
        DataFormats.MicrosoftResultsV2 => Json.ToBytes(new JsonObject
        {
            ["DataFormat"] = DataFormats.MicrosoftResultsV2,
            ["Results"] = new JsonArray(new JsonObject
            {
                ["Histogram"] = new JsonArray(new JsonObject { ["Outcome"] = Zeros(DefaultBits), ["Display"] = DefaultOutcome, ["Count"] = shots }),
                ["Shots"] = Repeat(() => Zeros(DefaultBits)),
            }),
        }),
        _ => input,
    };

    private JsonObject Registers(Func<int, JsonNode> oneShot)
    {
        IEnumerable<Match> declarations = inputFormat switch
        {
            DataFormats.OpenQasm => QasmRegister().Matches(Text),
            DataFormats.Quil => QuilRegister().Matches(Text),
            _ => [],
        };
        var registers = new JsonObject();
        foreach (Match declaration in declarations)
        {
            int bits = int.Parse(declaration.Groups["bits"].ValueSpan, CultureInfo.InvariantCulture);
            registers[declaration.Groups["name"].Value] = Repeat(() => oneShot(bits));
        }

        return registers.Count > 0 ? registers : new JsonObject { ["c"] = Repeat(() => oneShot(DefaultBits)) };
    }

    private JsonArray Repeat(Func<JsonNode> oneShot) => Json.ToArray(Enumerable.Range(0, shots).Select(_ => oneShot()));

    private static JsonArray Zeros(int bits) => Json.ToArray(Enumerable.Repeat(0, bits).Select(zero => (JsonNode)zero));

    // The declarations of OpenQASM 2 and OpenQASM 3.
    [GeneratedRegex(@"\bcreg\s+(?<name>\w+)\s*\[(?<bits>\d{1,4})\]|\bbit\s*\[(?<bits>\d{1,4})\]\s*(?<name>\w+)")]
    private static partial Regex QasmRegister();

    [GeneratedRegex(@"\bDECLARE\s+(?<name>\w+)\s+BIT\[(?<bits>\d{1,4})\]")]
    private static partial Regex QuilRegister();
}
