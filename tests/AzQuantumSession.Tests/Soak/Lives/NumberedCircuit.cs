using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>Circuits that measure a number, so that an input and a result show to which job of a life they belong.</summary>
internal static class NumberedCircuit
{
    private const int Qubits = 7;

    /// <summary>Creates a circuit that measures a number, or fails.</summary>
    public static byte[] Create(int number, bool fails)
    {
        IEnumerable<int> targets = Enumerable.Range(0, Qubits).Where(qubit => (number >> qubit & 1) != 0);
        string last = fails ? """,{"gate":"teleport","target":0}""" : "";
        return Encoding.UTF8.GetBytes($$"""{"qubits":{{Qubits}},"circuit":[{"gate":"x","targets":[{{string.Join(',', targets)}}]}{{last}}]}""");
    }

    /// <summary>Returns the number of a circuit.</summary>
    public static int Read(byte[] input) =>
        JsonNode.Parse(input)!["circuit"]![0]!["targets"]!.AsArray().Sum(target => 1 << (int)target!);

    /// <summary>Returns the number that a result contains, or null if it contains anything else.</summary>
    public static int? Read(QuantumJobResult result) =>
        result.Histogram is [{ Probability: 1, Outcome: { Length: Qubits } outcome }] ? Convert.ToInt32(outcome, 2) : null;
}
