namespace AzQuantumSession.Emulator.Costs;

/// <summary>An entry of a cost estimate.</summary>
internal sealed record CostEvent(string DimensionId, string DimensionName, string MeasureUnit, decimal Amount, decimal UnitPrice);
