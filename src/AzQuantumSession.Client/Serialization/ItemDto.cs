using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Serialization;

/// <summary>The properties that sessions and jobs have in common. The service can omit each of them.</summary>
internal abstract class ItemDto
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? ProviderId { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? Target { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? ItemType { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? Status { get; set; }
    public DateTimeOffset? CreationTime { get; set; }
    public DateTimeOffset? BeginExecutionTime { get; set; }
    public DateTimeOffset? EndExecutionTime { get; set; }
    public DateTimeOffset? LastModifiedTime { get; set; }
    public DateTimeOffset? LastUpdatedTime { get; set; }
    [JsonConverter(typeof(ObjectConverter<CostDto>))]
    public CostDto? CostEstimate { get; set; }
    public JsonElement? ErrorData { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? Priority { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? JobPriority { get; set; }
    [JsonConverter(typeof(StringsConverter))]
    public List<string>? Tags { get; set; }
    public string? CreatedBy { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? CreatedByType { get; set; }
    public string? LastModifiedBy { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? LastModifiedByType { get; set; }
    [JsonConverter(typeof(AmountsConverter))]
    public Dictionary<string, decimal>? Usage { get; set; }

    /// <summary>The properties that this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? AdditionalProperties { get; set; }
}

/// <summary>A cost estimate in the JSON of the service.</summary>
internal sealed record CostDto(
    string? CurrencyCode, [property: JsonConverter(typeof(ObjectsConverter<CostEventDto>))] List<CostEventDto>? Events, decimal? EstimatedTotal)
{
    public QuantumCostEstimate ToModel() => new()
    {
        CurrencyCode = CurrencyCode,
        EstimatedTotal = EstimatedTotal,
        Events = Array.AsReadOnly((Events ?? []).Select(item => item.ToModel()).ToArray()),
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
