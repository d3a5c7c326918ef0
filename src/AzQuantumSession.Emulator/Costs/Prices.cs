using AzQuantumSession.Emulator.Simulation;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Costs;

/// <summary>Invented prices with a realistic magnitude. Simulators are free.</summary>
internal static class Prices
{
    private const decimal OneQubitGateShot = 0.000220m;
    private const decimal TwoQubitGateShot = 0.000975m;
    private const decimal Shot = 0.010000m;

    public static CostEstimate OfGates(Target target, Circuit circuit, int shots)
    {
        if (!target.IsHardware)
        {
            return CostEstimate.Nothing;
        }

        int two = circuit.Gates.Count(gate => gate.Qubits > 1);
        int one = circuit.Gates.Count - two;
        return new(
        [
            new("gs1q", "1Q Gate Shot", "1q gate shot", (decimal)one * shots, OneQubitGateShot),
            new("gs2q", "2Q Gate Shot", "2q gate shot", (decimal)two * shots, TwoQubitGateShot),
        ]);
    }

    public static CostEstimate OfShots(Target target, int shots) =>
        target.IsHardware ? new([new("shot", "Shot", "shot", shots, Shot)]) : CostEstimate.Nothing;
}
