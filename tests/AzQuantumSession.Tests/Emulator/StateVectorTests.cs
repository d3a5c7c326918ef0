using System.Numerics;
using System.Text;
using AzQuantumSession.Emulator.Simulation;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Tests.Emulator;

public sealed class StateVectorTests
{
    private const double R = 0.70710678118654752;
    private static readonly Complex I = Complex.ImaginaryOne;

    /// <summary>The matrix of each gate, row by row.</summary>
    public static TheoryData<string, string> Gates { get; } = new()
    {
        { "x", "0 1 / 1 0" },
        { "not", "0 1 / 1 0" },
        { "y", "0 -i / i 0" },
        { "z", "1 0 / 0 -1" },
        { "h", "r r / r -r" },
        { "s", "1 0 / 0 i" },
        { "si", "1 0 / 0 -i" },
        { "t", "1 0 / 0 e" },
        { "ti", "1 0 / 0 E" },
        { "v", "p m / m p" },
        { "vi", "m p / p m" },
        { "rx", "c -is / -is c" },
        { "ry", "c -s / s c" },
        { "rz", "f 0 / 0 F" },
        { "swap", "1 0 0 0 / 0 0 1 0 / 0 1 0 0 / 0 0 0 1" },
        { "xx", "c 0 0 -is / 0 c -is 0 / 0 -is c 0 / -is 0 0 c" },
        { "yy", "c 0 0 is / 0 c -is 0 / 0 -is c 0 / is 0 0 c" },
        { "zz", "f 0 0 0 / 0 F 0 0 / 0 0 F 0 / 0 0 0 f" },
    };

    [Theory]
    [MemberData(nameof(Gates))]
    public void Run_applies_the_matrix_of_each_gate(string gate, string matrix)
    {
        Complex[][] rows = [.. matrix.Split(" / ").Select(row => row.Split(' ').Select(Entry).ToArray())];
        bool onTwo = rows.Length == 4;
        string rotation = gate is "rx" or "ry" or "rz" or "xx" or "yy" or "zz" ? ",\"rotation\":0.6" : "";
        string target = onTwo ? "\"targets\":[0,1]" : "\"target\":0";
        for (int column = 0; column < rows.Length; column++)
        {
            string prepare = string.Concat(Enumerable.Range(0, 2).Where(qubit => (column >> qubit & 1) == 1).Select(qubit => $$"""{"gate":"x","target":{{qubit}}},"""));
            StateVector state = Run(onTwo ? 2 : 1, $$"""{{prepare}}{"gate":"{{gate}}",{{target}}{{rotation}}}""");
            AssertClose([.. rows.Select(row => row[column])], state);
        }
    }

    [Theory]
    [InlineData("[0,1]", 2)]
    [InlineData("[1,0]", 2)]
    public void Run_swaps_two_qubits(string targets, int expected)
    {
        StateVector state = Run(2, $$"""{"gate":"x","target":0},{"gate":"swap","targets":{{targets}}}""");
        Assert.Equal(1, state.Amplitudes[expected].Magnitude, 12);
    }

    [Theory]
    [InlineData("""{"gate":"cnot","control":0,"target":1}""", 0b001, 0b011)]
    [InlineData("""{"gate":"cnot","control":0,"target":1}""", 0b000, 0b000)]
    [InlineData("""{"gate":"cnot","controls":[0,1],"target":2}""", 0b011, 0b111)]
    [InlineData("""{"gate":"cnot","controls":[0,1],"target":2}""", 0b001, 0b001)]
    [InlineData("""{"gate":"x","targets":[0,2]}""", 0b000, 0b101)]
    [InlineData("""{"gate":"x","control":2,"targets":[0,1]}""", 0b100, 0b111)]
    [InlineData("""{"gate":"y","control":1,"target":0}""", 0b010, 0b011)]
    public void Run_supports_controls_and_several_targets(string gate, int before, int after)
    {
        string prepare = string.Concat(Enumerable.Range(0, 3).Where(qubit => (before >> qubit & 1) == 1).Select(qubit => $$"""{"gate":"x","target":{{qubit}}},"""));
        Assert.Equal(1, Run(3, prepare + gate).Amplitudes[after].Magnitude, 12);
    }

    [Fact]
    public void Run_applies_a_controlled_phase_to_the_control()
    {
        // Qubit 1 is 1. H, controlled Z, and H on qubit 0 flip qubit 0, although qubit 0 is the control.
        StateVector state = Run(2, """{"gate":"x","target":1},{"gate":"h","target":0},{"gate":"z","target":1,"control":0},{"gate":"h","target":0}""");
        Assert.Equal(1, state.Amplitudes[3].Magnitude, 12);
    }

    [Fact]
    public void Run_creates_Bell_and_GHZ_states()
    {
        AssertClose([R, 0, 0, R], Run(2, """{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}"""));
        AssertClose([R, 0, 0, 0, 0, 0, 0, R], Run(3, """{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1},{"gate":"cnot","control":0,"target":2}"""));
    }

    [Fact]
    public void Write_uses_qubit_0_as_the_lowest_bit_and_omits_impossible_outcomes()
    {
        Assert.Equal("""{"histogram":{"2":1}}""", Encoding.UTF8.GetString(Run(3, """{"gate":"x","target":1}""").WriteHistogram()));
        Assert.Equal("""{"histogram":{"0":0.75,"1":0.25}}""", Encoding.UTF8.GetString(Run(1, $$"""{"gate":"ry","target":0,"rotation":{{Math.PI / 3}}}""").WriteHistogram()));
    }

    [Fact]
    public void Run_preserves_the_norm_over_20_qubits_and_80_gates()
    {
        string[] kinds = ["h", "t", "v", "s"];
        string gates = string.Join(',', Enumerable.Range(0, 40).Select(i =>
            $$"""{"gate":"{{kinds[i % 4]}}","target":{{i % 20}}},{"gate":"xx","targets":[{{i % 20}},{{(i + 7) % 20}}],"rotation":0.{{i + 1}}}"""));
        Assert.Equal(1, Run(20, gates).Amplitudes.Sum(amplitude => amplitude.Magnitude * amplitude.Magnitude), 9);
    }

    private static StateVector Run(int qubits, string gates) =>
        StateVector.Run(CircuitReader.Read(Encoding.UTF8.GetBytes($$"""{"qubits":{{qubits}},"circuit":[{{gates}}]}"""), TargetCatalog.Require("ionq", "ionq.simulator")));

    private static Complex Entry(string name) => name switch
    {
        "i" => I,
        "-i" => -I,
        "r" => R,
        "-r" => -R,
        "e" => new Complex(R, R),
        "E" => new Complex(R, -R),
        "p" => new Complex(0.5, 0.5),
        "m" => new Complex(0.5, -0.5),
        "c" => Math.Cos(0.3),
        "s" => Math.Sin(0.3),
        "-s" => -Math.Sin(0.3),
        "is" => I * Math.Sin(0.3),
        "-is" => -I * Math.Sin(0.3),
        "f" => new Complex(Math.Cos(0.3), -Math.Sin(0.3)),
        "F" => new Complex(Math.Cos(0.3), Math.Sin(0.3)),
        _ => double.Parse(name, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static void AssertClose(Complex[] expected, StateVector state)
    {
        Assert.Equal(expected.Length, state.Amplitudes.Count);
        Assert.All(expected, (amplitude, index) => Assert.True(
            (amplitude - state.Amplitudes[index]).Magnitude < 1e-12,
            $"{index}: {state.Amplitudes[index]} instead of {amplitude}"));
    }
}
