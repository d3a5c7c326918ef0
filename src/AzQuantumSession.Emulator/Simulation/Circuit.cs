namespace AzQuantumSession.Emulator.Simulation;

internal sealed record Circuit(int Qubits, IReadOnlyList<Gate> Gates);
