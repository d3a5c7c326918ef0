using System.Text.Json;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>A session in the JSON of the service. Only the id is always present.</summary>
internal sealed class SessionDto
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? ProviderId { get; init; }

    public string? Target { get; init; }

    public string? ItemType { get; init; }

    public string? JobFailurePolicy { get; init; }

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

    public JsonElement? Usage { get; init; }

    public string? CreatedBy { get; init; }

    public string? CreatedByType { get; init; }

    public string? LastModifiedBy { get; init; }

    public string? LastModifiedByType { get; init; }

    /// <summary>Creates the public model of the session.</summary>
    public QuantumSession ToModel(IWorkspaceClient client) => new()
    {
        Id = Id ?? "",
        Name = Name ?? "",
        ProviderId = ProviderId ?? "",
        Target = Target ?? "",
        ItemType = ItemType ?? "Session",
        JobFailurePolicy = JobFailurePolicy,
        Status = Status ?? "",
        CreationTime = CreationTime,
        BeginExecutionTime = BeginExecutionTime,
        EndExecutionTime = EndExecutionTime,
        LastModifiedTime = LastModifiedTime,
        LastUpdatedTime = LastUpdatedTime,
        CostEstimate = CostEstimate?.ToModel(),
        ErrorData = ErrorDataReader.Read(ErrorData),
        Priority = Priority,
        JobPriority = JobPriority,
        Tags = PlainValue.Strings(Tags),
        Usage = PlainValue.Amounts(Usage),
        CreatedBy = CreatedBy,
        CreatedByType = CreatedByType,
        LastModifiedBy = LastModifiedBy,
        LastModifiedByType = LastModifiedByType,
        Workspace = client.Workspace.Id,
        Client = client,
    };
}
