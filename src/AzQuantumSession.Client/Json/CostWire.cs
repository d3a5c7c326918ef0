namespace AzQuantumSession.Client;

/// <summary>A cost estimate as it comes.</summary>
internal sealed class CostWire
{
    public string? CurrencyCode { get; init; }

    public List<CostEventWire?>? Events { get; init; }

    public decimal? EstimatedTotal { get; init; }

    public QuantumCostEstimate ToModel() => new()
    {
        CurrencyCode = CurrencyCode,
        EstimatedTotal = EstimatedTotal,
        Events = Array.AsReadOnly((Events ?? []).OfType<CostEventWire>().Select(item => item.ToModel()).ToArray()),
    };
}
