using System.Text.Json;

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

    public CostDto? CostEstimate { get; init; }

    public JsonElement? ErrorData { get; init; }

    public string? Priority { get; init; }

    public string? JobPriority { get; init; }

    public JsonElement? Tags { get; init; }

    public string? CreatedBy { get; init; }

    public string? CreatedByType { get; init; }
}
