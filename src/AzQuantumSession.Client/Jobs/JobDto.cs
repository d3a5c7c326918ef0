using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>A job in the JSON of the service. Only the id is always present. The URIs can contain a SAS, and are secrets.</summary>
internal sealed class JobDto : ItemDto
{
    public string? SessionId { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? JobType { get; set; }
    public bool? IsCancelling { get; set; }
    public DateTimeOffset? CancellationTime { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? InputDataFormat { get; set; }
    [JsonConverter(typeof(SharedStringConverter))]
    public string? OutputDataFormat { get; set; }
    [JsonConverter(typeof(PropertiesConverter))]
    public Dictionary<string, object?>? InputParams { get; set; }
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Metadata { get; set; }
    [JsonConverter(typeof(PropertiesConverter))]
    public Dictionary<string, object?>? QuantumComputingData { get; set; }
    public string? ContainerUri { get; set; }
    public string? InputDataUri { get; set; }
    public string? OutputDataUri { get; set; }
    public decimal? Shots { get; set; }
    public decimal? ShotsSucceeded { get; set; }
    public decimal? ShotsFailed { get; set; }
    public decimal? ShotsTranslated { get; set; }
    public decimal? ResumeCount { get; set; }

    /// <summary>Creates the public model of the job, without the SAS of its URIs.</summary>
    /// <param name="client">The client of the job's workspace.</param>
    /// <param name="sessionId">The session whose jobs were listed, used if the job names none; null if the request was not for a session.</param>
    public QuantumSessionJob ToModel(IWorkspaceClient client, string? sessionId) => new()
    {
        Id = Id ?? "",
        Name = Name,
        SessionId = string.IsNullOrEmpty(SessionId) ? sessionId : SessionId,
        ProviderId = ProviderId ?? "",
        Target = Target ?? "",
        ItemType = ItemType ?? "Job",
        JobType = JobType,
        Status = Status ?? "",
        IsCancelling = IsCancelling,
        CreationTime = CreationTime,
        BeginExecutionTime = BeginExecutionTime,
        EndExecutionTime = EndExecutionTime,
        CancellationTime = CancellationTime,
        LastModifiedTime = LastModifiedTime,
        LastUpdatedTime = LastUpdatedTime,
        CostEstimate = CostEstimate?.ToModel(),
        ErrorData = ErrorDataReader.Read(ErrorData),
        InputDataFormat = InputDataFormat,
        OutputDataFormat = OutputDataFormat,
        InputParams = InputParams ?? [],
        Metadata = Metadata ?? [],
        Tags = Tags ?? [],
        Priority = Priority,
        JobPriority = JobPriority,
        QuantumComputingCount = PlainValue.Long(PlainValue.ToAmount(QuantumComputingData?.GetValueOrDefault("count"))),
        Shots = PlainValue.Long(Shots),
        ShotsSucceeded = PlainValue.Long(ShotsSucceeded),
        ShotsFailed = PlainValue.Long(ShotsFailed),
        ShotsTranslated = PlainValue.Long(ShotsTranslated),
        ResumeCount = PlainValue.Long(ResumeCount),
        Usage = Usage ?? [],
        ReadableInputUri = InputDataUri,
        ReadableOutputUri = OutputDataUri,
        ReadableContainerUri = ContainerUri,
        CreatedBy = CreatedBy,
        CreatedByType = CreatedByType,
        LastModifiedBy = LastModifiedBy,
        LastModifiedByType = LastModifiedByType,
        AdditionalProperties = PlainValue.WithoutSecrets(AdditionalProperties),
        Workspace = client.Workspace.Id,
        Client = client,
    };
}

/// <summary>The body of a submission, in the order of the service's REST description. Properties without a value are left out.</summary>
internal sealed class JobSubmissionDto
{
    public string ItemType { get; } = "Job";
    public required string Name { get; init; }
    public required string ContainerUri { get; init; }
    public required string InputDataUri { get; init; }
    public required string InputDataFormat { get; init; }
    public required string OutputDataFormat { get; init; }
    public required string ProviderId { get; init; }
    public required string Target { get; init; }
    public required JsonElement InputParams { get; init; }
    public string? SessionId { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Priority { get; init; }

    /// <summary>Creates the body.</summary>
    /// <param name="job">The job.</param>
    /// <param name="inputParams">The input parameters of the job as JSON.</param>
    /// <param name="container">The URI of the job's container, with a SAS.</param>
    /// <param name="input">The URI of the input, without a SAS.</param>
    public static JobSubmissionDto From(JobSubmission job, JsonElement inputParams, Uri container, Uri input) => new()
    {
        Name = job.Name,
        ContainerUri = container.AbsoluteUri,
        InputDataUri = input.AbsoluteUri,
        InputDataFormat = job.InputDataFormat,
        OutputDataFormat = job.OutputDataFormat,
        ProviderId = job.ProviderId,
        Target = job.Target,
        InputParams = inputParams,
        SessionId = string.IsNullOrEmpty(job.SessionId) ? null : job.SessionId,
        Metadata = job.Metadata.Count == 0 ? null : job.Metadata,
        Tags = job.Tags.Count == 0 ? null : job.Tags,
        Priority = string.IsNullOrEmpty(job.Priority) ? null : job.Priority,
    };
}

/// <summary>The body of a change. Properties without a value are left out.</summary>
internal sealed record JobUpdateDto(string? Name, string? Priority, IReadOnlyList<string>? Tags)
{
    public static JobUpdateDto From(JobUpdate update) => new(update.Name, update.Priority, update.Tags);
}

/// <summary>The source-generated JSON metadata of the jobs API.</summary>
[JsonSerializable(typeof(JobDto))]
[JsonSerializable(typeof(ListPage<JobDto>))]
[JsonSerializable(typeof(JobSubmissionDto))]
[JsonSerializable(typeof(JobUpdateDto))]
[JsonSerializable(typeof(CostDto))]
[JsonSerializable(typeof(CostEventDto))]
internal sealed partial class JobsJsonContext : JsonSerializerContext
{
    public static JobsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
