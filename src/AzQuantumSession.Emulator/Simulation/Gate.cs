using System.Numerics;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>
/// A gate on one or two targets: its matrix in row-major order, the first target being the less significant bit of its
/// basis. With controls, it acts where all of them are 1.
/// </summary>
internal sealed record Gate(IReadOnlyList<int> Targets, IReadOnlyList<int> Controls, Complex[] Matrix)
{
    public int Qubits => Targets.Count + Controls.Count;
}
