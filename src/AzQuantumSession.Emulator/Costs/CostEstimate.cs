using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Costs;

/// <summary>A cost estimate. The estimate of a simulator has no entries, and a total of 0.</summary>
internal sealed record CostEstimate(IReadOnlyList<CostEvent> Events)
{
    public static CostEstimate Nothing { get; } = new([]);

    /// <summary>Returns the sum of the estimates with one entry per dimension, or null if there are no estimates.</summary>
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
