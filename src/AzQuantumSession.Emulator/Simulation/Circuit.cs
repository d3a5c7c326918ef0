using System.Numerics;

namespace AzQuantumSession.Emulator.Simulation;

internal sealed record Circuit(int Qubits, IReadOnlyList<Gate> Gates);

/// <summary>
/// A gate on one or two targets, with its matrix in row-major order. The first target is the less significant bit of the basis. A
/// gate with controls acts only on the basis states in which all controls are 1.
/// </summary>
internal sealed record Gate(IReadOnlyList<int> Targets, IReadOnlyList<int> Controls, Complex[] Matrix)
{
    public int Qubits => Targets.Count + Controls.Count;
}
