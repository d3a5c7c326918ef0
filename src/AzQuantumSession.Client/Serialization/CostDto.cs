namespace AzQuantumSession.Client.Serialization;

/// <summary>A cost estimate in the JSON of the service.</summary>
internal sealed class CostDto
{
    public string? CurrencyCode { get; init; }

    public List<CostEventDto?>? Events { get; init; }

    public decimal? EstimatedTotal { get; init; }

    public QuantumCostEstimate ToModel() => new()
    {
        CurrencyCode = CurrencyCode,
        EstimatedTotal = EstimatedTotal,
        Events = Array.AsReadOnly((Events ?? []).OfType<CostEventDto>().Select(item => item.ToModel()).ToArray()),
    };
}
