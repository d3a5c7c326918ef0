using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Costs;

/// <summary>What work cost; a simulator's costs nothing and has no lines.</summary>
internal sealed record CostEstimate(IReadOnlyList<CostEvent> Events)
{
    public static CostEstimate Nothing { get; } = new([]);

    /// <summary>The estimates together, one line for each dimension; null when there is none.</summary>
    public static CostEstimate? Sum(IEnumerable<CostEstimate> estimates)
    {
        CostEstimate[] all = [.. estimates];
        return all.Length == 0
            ? null
            : new([.. all
                .SelectMany(estimate => estimate.Events)
                .GroupBy(line => line.DimensionId)
                .Select(lines => lines.First() with { Amount = lines.Sum(line => line.Amount) })]);
    }

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
}
