using System.Text;
using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>
/// Creates results for formats that are not simulated, in the format of the provider. Every shot measures only zeros: one per bit of
/// the program's registers, or two if the registers are unknown. Of several QIR programs, the program with the index n measures n.
/// </summary>
internal sealed partial class FakeResults(string inputFormat, string outputFormat, byte[] input, InputParameters parameters)
{
    private const int DefaultBits = 2;

    private readonly int _shots = parameters.Shots;

    /// <exception cref="InvalidInputException">The input obviously does not have its format.</exception>
    public static void Validate(string inputFormat, byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        var invalid = new InvalidInputException("InvalidInputData", $"The input data is not valid {inputFormat}.");
        bool plausible = inputFormat switch
        {
            DataFormats.Qir => input is [(byte)'B', (byte)'C', 0xC0, 0xDE, ..] or [0xDE, 0xC0, 0x17, 0x0B, ..],
            DataFormats.IonQCircuit => true,
            DataFormats.OpenQasm => text.Contains("OPENQASM", StringComparison.Ordinal),
            DataFormats.Pulser => Json.ParseObject(input, "input data", _ => invalid) is not null,
            _ => !string.IsNullOrWhiteSpace(text),
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
        DataFormats.PulserResults => Json.ToBytes(new JsonObject { ["0000"] = _shots }),
        DataFormats.MicrosoftResultsV1 => Json.ToBytes(new JsonObject { ["Histogram"] = new JsonArray(Display(Bits(0)), 1.0) }),
        DataFormats.MicrosoftResultsV2 => Json.ToBytes(new JsonObject
        {
            ["DataFormat"] = DataFormats.MicrosoftResultsV2,
            ["Results"] = Json.ToArray(Enumerable.Range(0, parameters.Programs).Select(Bits).Select(bits => new JsonObject
            {
                ["Histogram"] = new JsonArray(new JsonObject { ["Outcome"] = Json.ToArray(bits.Select(bit => (JsonNode)bit)), ["Display"] = Display(bits), ["Count"] = _shots }),
                ["Shots"] = Repeat(() => Json.ToArray(bits.Select(bit => (JsonNode)bit))),
            })),
        }),
        DataFormats.ResourceEstimates => Json.ToBytes(new JsonObject
        {
            ["status"] = "success",
            ["logicalCounts"] = new JsonObject { ["numQubits"] = DefaultBits },
            ["physicalCounts"] = new JsonObject { ["physicalQubits"] = 1_200, ["runtime"] = 4_000 },
        }),
        _ => throw new InvalidOperationException($"There is no result for '{outputFormat}'."),
    };

    // Qubit 0 is the last bit.
    private static int[] Bits(int program)
    {
        int length = Math.Max(DefaultBits, int.Log2(Math.Max(program, 1)) + 1);
        return [.. Enumerable.Range(0, length).Select(index => (program >> (length - 1 - index)) & 1)];
    }

    private static string Display(int[] bits) => $"[{string.Join(", ", bits)}]";

    private JsonObject Registers(Func<int, JsonNode> oneShot)
    {
        IEnumerable<Match> declarations = inputFormat switch
        {
            DataFormats.OpenQasm => QasmRegister().Matches(Encoding.UTF8.GetString(input)),
            DataFormats.Quil => QuilRegister().Matches(Encoding.UTF8.GetString(input)),
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

    private JsonArray Repeat(Func<JsonNode> oneShot) => Json.ToArray(Enumerable.Range(0, _shots).Select(_ => oneShot()));

    private static JsonArray Zeros(int bits) => Json.ToArray(Enumerable.Repeat(0, bits).Select(zero => (JsonNode)zero));

    // The declarations of OpenQASM 2 and OpenQASM 3.
    [GeneratedRegex(@"\bcreg\s+(?<name>\w+)\s*\[(?<bits>\d{1,4})\]|\bbit\s*\[(?<bits>\d{1,4})\]\s*(?<name>\w+)")]
    private static partial Regex QasmRegister();

    [GeneratedRegex(@"\bDECLARE\s+(?<name>\w+)\s+BIT\[(?<bits>\d{1,4})\]")]
    private static partial Regex QuilRegister();
}
