namespace AzQuantumSession.Client.Serialization;

/// <summary>An entry of a cost estimate in the JSON of the service.</summary>
internal sealed class CostEventDto
{
    public string? DimensionId { get; init; }

    public string? DimensionName { get; init; }

    public string? MeasureUnit { get; init; }

    public decimal? AmountBilled { get; init; }

    public decimal? AmountConsumed { get; init; }

    public decimal? UnitPrice { get; init; }

    public QuantumCostEvent ToModel() => new()
    {
        DimensionId = DimensionId,
        DimensionName = DimensionName,
        MeasureUnit = MeasureUnit,
        AmountBilled = AmountBilled,
        AmountConsumed = AmountConsumed,
        UnitPrice = UnitPrice,
    };
}
