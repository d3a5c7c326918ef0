using System.Numerics;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>
/// Parses <c>ionq.circuit.v1</c>: <c>{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}</c>.
/// A single-qubit gate can have several targets, and acts on each target, and up to seven controls. A two-qubit gate, such as swap,
/// has exactly two targets and no controls.
/// </summary>
internal static class CircuitReader
{
    private const int MaxQubits = 20;
    private const int MaxControls = 7;

    /// <exception cref="InvalidInputException">The input is not a circuit that the target can run.</exception>
    public static Circuit Read(byte[] input, Target target)
    {
        JsonObject json = Json.ParseObject(input, "circuit", Reject);
        RequireKnown(json, "qubits", "circuit", "gateset");
        ThrowIf(json["gateset"] is { } gateset && Text(gateset) != "qis", "The gateset must be qis.");
        int max = Math.Min(MaxQubits, target.Qubits ?? MaxQubits);
        int qubits = Integer(json["qubits"]) ?? 0;
        ThrowIf(qubits < 1 || qubits > max, $"The number of qubits must be from 1 to {max}.");
        return json["circuit"] is JsonArray circuit
            ? new Circuit(qubits, [.. circuit.SelectMany(gate => ReadGate(gate, qubits))])
            : throw Reject("The circuit must be an array of gates.");
    }

    private static IEnumerable<Gate> ReadGate(JsonNode? node, int qubits)
    {
        JsonObject json = node as JsonObject ?? throw Reject("A gate must be an object.");
        RequireKnown(json, "gate", "target", "targets", "control", "controls", "rotation");
        string name = Text(json["gate"]) ?? throw Reject("A gate must have a name.");
        int[] targets = ReadQubits(json, "target", "targets", qubits);
        int[] controls = ReadQubits(json, "control", "controls", qubits);
        Complex[] matrix = ReadMatrix(name, json["rotation"]);
        bool isTwoQubitGate = matrix.Length == 16;
        ThrowIf(
            targets.Length == 0 || (isTwoQubitGate && targets.Length != 2),
            $"The gate '{name}' must have {(isTwoQubitGate ? "two targets" : "a target")}.");
        ThrowIf(
            controls.Length > (isTwoQubitGate ? 0 : MaxControls) || (name == "cnot" && controls.Length == 0),
            $"The gate '{name}' cannot have {controls.Length} controls.");
        ThrowIf(targets.Concat(controls).Distinct().Count() != targets.Length + controls.Length, $"The gate '{name}' names a qubit twice.");
        return isTwoQubitGate ? [new Gate(targets, [], matrix)] : targets.Select(target => new Gate([target], controls, matrix));
    }

    private static Complex[] ReadMatrix(string name, JsonNode? rotation)
    {
        if (GateMatrices.Fixed(name) is { } matrix)
        {
            return rotation is null ? matrix : throw Reject($"The gate '{name}' has no rotation.");
        }

        double angle = rotation is JsonValue value && value.TryGetValue(out double radians) ? radians : double.NaN;
        Complex[] rotated = GateMatrices.Rotation(name, angle) ?? throw Reject($"The gate '{name}' is unknown.");
        return double.IsFinite(angle) ? rotated : throw Reject($"The gate '{name}' must have a rotation in radians.");
    }

    private static int[] ReadQubits(JsonObject json, string one, string many, int qubits)
    {
        ThrowIf(json.ContainsKey(one) && json.ContainsKey(many), $"A gate has either {one} or {many}.");
        JsonNode?[] nodes = json.ContainsKey(one) ? [json[one]]
            : !json.ContainsKey(many) ? []
            : json[many] is JsonArray array ? [.. array]
            : throw Reject($"{many} must be an array.");
        return [.. nodes.Select(node => Integer(node) is { } qubit && qubit >= 0 && qubit < qubits
            ? qubit
            : throw Reject($"A {one} must be the index of a qubit, from 0 to {qubits - 1}."))];
    }

    private static void RequireKnown(JsonObject json, params string[] known)
    {
        string? unknown = json.Select(property => property.Key).FirstOrDefault(name => !known.Contains(name));
        ThrowIf(unknown is not null, $"The property '{unknown}' is unknown.");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? Integer(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static void ThrowIf(bool condition, string message)
    {
        if (condition)
        {
            throw Reject(message);
        }
    }

    private static InvalidInputException Reject(string message) => new("InvalidCircuit", message);
}

internal sealed record Circuit(int Qubits, IReadOnlyList<Gate> Gates);

/// <summary>
/// A gate on one or two targets, with its matrix in row-major order. The first target is the less significant bit of the basis. A
/// gate with controls acts only on the basis states in which all controls are 1.
/// </summary>
internal sealed record Gate(IReadOnlyList<int> Targets, IReadOnlyList<int> Controls, Complex[] Matrix)
{
    public int Qubits => Targets.Count + Controls.Count;
}
