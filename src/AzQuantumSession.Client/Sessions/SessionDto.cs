using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>A session in the JSON of the service. Only the id is always present.</summary>
internal sealed class SessionDto : ItemDto
{
    [JsonConverter(typeof(SharedStringConverter))]
    public string? JobFailurePolicy { get; set; }

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
        Tags = Tags ?? [],
        Usage = Usage ?? [],
        CreatedBy = CreatedBy,
        CreatedByType = CreatedByType,
        LastModifiedBy = LastModifiedBy,
        LastModifiedByType = LastModifiedByType,
        AdditionalProperties = PlainValue.WithoutSecrets(AdditionalProperties),
        Workspace = client.Workspace.Id,
        Client = client,
    };
}

/// <summary>The request body that opens a session. The properties have the order of docs/service.md, section 3.</summary>
internal sealed class SessionOpenDto
{
    public string ItemType { get; } = "Session";
    public required string Name { get; init; }
    public required string ProviderId { get; init; }
    public required string Target { get; init; }
    public string? JobFailurePolicy { get; init; }
    public string? Priority { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }

    public static SessionOpenDto From(SessionOpenOptions options) => new()
    {
        Name = options.Name,
        ProviderId = options.ProviderId,
        Target = options.Target,
        JobFailurePolicy = options.JobFailurePolicy,
        Priority = options.Priority,
        Tags = options.Tags.Count == 0 ? null : options.Tags,
    };
}

/// <summary>The source-generated JSON metadata of the sessions API.</summary>
[JsonSerializable(typeof(SessionDto))]
[JsonSerializable(typeof(ListPage<SessionDto>))]
[JsonSerializable(typeof(SessionOpenDto))]
[JsonSerializable(typeof(CostDto))]
[JsonSerializable(typeof(CostEventDto))]
internal sealed partial class SessionsJsonContext : JsonSerializerContext
{
    public static SessionsJsonContext Instance { get; } = new(ClientJson.CreateOptions());

    /// <summary>Compiles the code that reads a response.</summary>
    public static void Prepare() => JsonSerializer.Deserialize("""{"value":[{"id":""}]}"""u8, Instance.ListPageSessionDto);
}
