using System.Numerics;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>The state of some qubits, the amplitude of basis state n at index n: qubit 0 is the least significant bit.</summary>
internal sealed class StateVector
{
    private readonly Complex[] _amplitudes;

    private StateVector(int qubits)
    {
        _amplitudes = new Complex[1 << qubits];
        _amplitudes[0] = 1;
    }

    public IReadOnlyList<Complex> Amplitudes => _amplitudes;

    /// <summary>The state after a circuit that began with every qubit at 0.</summary>
    public static StateVector Run(Circuit circuit)
    {
        var state = new StateVector(circuit.Qubits);
        foreach (Gate gate in circuit.Gates)
        {
            state.Apply(gate);
        }

        return state;
    }

    private void Apply(Gate gate)
    {
        int controls = Mask(gate.Controls);
        int targets = Mask(gate.Targets);

        // The offsets of the basis states that the gate mixes, from the one in which all targets are 0.
        int[] offsets = [.. Enumerable.Range(0, 1 << gate.Targets.Count).Select(basis => Mask(gate.Targets.Where((_, bit) => (basis >> bit & 1) == 1)))];
        var mixed = new Complex[offsets.Length];
        for (int origin = 0; origin < _amplitudes.Length; origin++)
        {
            if ((origin & targets) != 0 || (origin & controls) != controls)
            {
                continue;
            }

            for (int row = 0; row < offsets.Length; row++)
            {
                mixed[row] = _amplitudes[origin + offsets[row]];
            }

            for (int row = 0; row < offsets.Length; row++)
            {
                Complex sum = 0;
                for (int column = 0; column < offsets.Length; column++)
                {
                    sum += gate.Matrix[(row * offsets.Length) + column] * mixed[column];
                }

                _amplitudes[origin + offsets[row]] = sum;
            }
        }
    }

    private static int Mask(IEnumerable<int> qubits) => qubits.Aggregate(0, (mask, qubit) => mask | 1 << qubit);
}
