using System.Text.Json;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>A session in the JSON of the service. Only the id is always present.</summary>
internal sealed class SessionDto : ItemDto
{
    public string? JobFailurePolicy { get; init; }

    public DateTimeOffset? LastUpdatedTime { get; init; }

    public JsonElement? Usage { get; init; }

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
