using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>The properties that sessions and jobs have in common. The service can omit each of them.</summary>
internal abstract class ItemDto
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? ProviderId { get; init; }
    public string? Target { get; init; }
    public string? ItemType { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? CreationTime { get; init; }
    public DateTimeOffset? BeginExecutionTime { get; init; }
    public DateTimeOffset? EndExecutionTime { get; init; }
    public DateTimeOffset? LastModifiedTime { get; init; }
    public DateTimeOffset? LastUpdatedTime { get; init; }
    public CostDto? CostEstimate { get; init; }
    public JsonElement? ErrorData { get; init; }
    public string? Priority { get; init; }
    public string? JobPriority { get; init; }
    public JsonElement? Tags { get; init; }
    public string? CreatedBy { get; init; }
    public string? CreatedByType { get; init; }
    public string? LastModifiedBy { get; init; }
    public string? LastModifiedByType { get; init; }
    public JsonElement? Usage { get; init; }

    /// <summary>The properties that this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

/// <summary>A cost estimate in the JSON of the service.</summary>
internal sealed record CostDto(string? CurrencyCode, List<CostEventDto?>? Events, decimal? EstimatedTotal)
{
    public QuantumCostEstimate ToModel() => new()
    {
        CurrencyCode = CurrencyCode,
        EstimatedTotal = EstimatedTotal,
        Events = Array.AsReadOnly((Events ?? []).OfType<CostEventDto>().Select(item => item.ToModel()).ToArray()),
    };
}

/// <summary>An entry of a cost estimate in the JSON of the service.</summary>
internal sealed record CostEventDto(
    string? DimensionId, string? DimensionName, string? MeasureUnit, decimal? AmountBilled, decimal? AmountConsumed, decimal? UnitPrice)
{
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
