using System.Numerics;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>The state of a quantum register. The amplitude of basis state n is at index n, and qubit 0 is the least significant bit.</summary>
internal sealed class StateVector
{
    // Probabilities below this precision are rounding errors and not possible outcomes.
    private const int Digits = 12;
    private readonly Complex[] _amplitudes;

    private StateVector(int qubits)
    {
        _amplitudes = new Complex[1 << qubits];
        _amplitudes[0] = 1;
    }

    public IReadOnlyList<Complex> Amplitudes => _amplitudes;

    /// <summary>Returns the state after a circuit that starts with every qubit in state 0.</summary>
    public static StateVector Run(Circuit circuit)
    {
        var state = new StateVector(circuit.Qubits);
        foreach (Gate gate in circuit.Gates)
        {
            state.Apply(gate);
        }

        return state;
    }

    /// <summary>Writes the result in IonQ's format, <c>{"histogram":{"0":0.5,"3":0.5}}</c>: probabilities by decimal basis state.</summary>
    public byte[] WriteHistogram()
    {
        var histogram = new JsonObject();
        for (int basis = 0; basis < _amplitudes.Length; basis++)
        {
            double magnitude = _amplitudes[basis].Magnitude;
            double probability = Math.Round(magnitude * magnitude, Digits);
            if (probability > 0)
            {
                histogram.Add(basis.ToString(CultureInfo.InvariantCulture), probability);
            }
        }

        return Json.ToBytes(new JsonObject { ["histogram"] = histogram });
    }

    private void Apply(Gate gate)
    {
        int controls = Mask(gate.Controls);
        int targets = Mask(gate.Targets);

        // The offsets of the basis states that the gate mixes, relative to the basis state in which all targets are 0.
        int[] offsets = [.. Enumerable.Range(0, 1 << gate.Targets.Count).Select(basis => Mask(gate.Targets.Where((_, bit) => (basis >> bit & 1) == 1)))];
        var mixed = new Complex[offsets.Length];
        for (int origin = 0; origin < _amplitudes.Length; origin++)
        {
            if ((origin & targets) == 0 && (origin & controls) == controls)
            {
                ApplyMatrix(gate.Matrix, origin, offsets, mixed);
            }
        }
    }

    private void ApplyMatrix(ReadOnlySpan<Complex> matrix, int origin, ReadOnlySpan<int> offsets, Span<Complex> mixed)
    {
        for (int row = 0; row < mixed.Length; row++)
        {
            Complex sum = 0;
            for (int column = 0; column < offsets.Length; column++)
            {
                sum += matrix[(row * offsets.Length) + column] * _amplitudes[origin + offsets[column]];
            }

            mixed[row] = sum;
        }

        for (int row = 0; row < mixed.Length; row++)
        {
            _amplitudes[origin + offsets[row]] = mixed[row];
        }
    }

    private static int Mask(IEnumerable<int> qubits) => qubits.Aggregate(0, (mask, qubit) => mask | 1 << qubit);
}
