using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Simulation;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>
/// A cost estimate. The prices are invented, with a realistic magnitude. Simulators are free: their estimate has no entries, and a
/// total of 0.
/// </summary>
internal sealed record CostEstimate(IReadOnlyList<CostEvent> Events)
{
    /// <summary>The estimate without entries.</summary>
    public static CostEstimate Empty { get; } = new([]);

    public static CostEstimate ForGates(Target target, Circuit circuit, int shots)
    {
        int two = circuit.Gates.Count(gate => gate.Qubits > 1);
        int one = circuit.Gates.Count - two;
        return ForHardware(
            target,
            new CostEvent("gs1q", "1Q Gate Shot", "1q gate shot", (decimal)one * shots, 0.000220m),
            new CostEvent("gs2q", "2Q Gate Shot", "2q gate shot", (decimal)two * shots, 0.000975m));
    }

    public static CostEstimate ForShots(Target target, int shots) => ForHardware(target, new CostEvent("shot", "Shot", "shot", shots, 0.010000m));

    public JsonObject Write() => new()
    {
        ["currencyCode"] = "USD",
        ["events"] = Json.ToArray(Events.Select(line => new JsonObject
        {
            ["dimensionId"] = line.DimensionId,
            ["dimensionName"] = line.DimensionName,
            ["measureUnit"] = line.MeasureUnit,
            ["amountBilled"] = line.Amount,
            ["amountConsumed"] = line.Amount,
            ["unitPrice"] = line.UnitPrice,
        })),
        ["estimatedTotal"] = 0.0m + Events.Sum(line => line.Amount * line.UnitPrice),
    };

    private static CostEstimate ForHardware(Target target, params CostEvent[] events) => target.IsHardware ? new(events) : Empty;
}

/// <summary>An entry of a cost estimate.</summary>
internal sealed record CostEvent(string DimensionId, string DimensionName, string MeasureUnit, decimal Amount, decimal UnitPrice);
