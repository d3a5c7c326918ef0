namespace AzQuantumSession.Emulator.Costs;

/// <summary>One line of a bill.</summary>
internal sealed record CostEvent(string DimensionId, string DimensionName, string MeasureUnit, decimal Amount, decimal UnitPrice);
