using System.Text.Json;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>A job in the JSON of the service. Only the id is always present. The URIs can contain a SAS, and are secrets.</summary>
internal sealed class JobDto : ItemDto
{
    public string? SessionId { get; init; }

    public string? JobType { get; init; }

    public bool? IsCancelling { get; init; }

    public DateTimeOffset? CancellationTime { get; init; }

    public string? InputDataFormat { get; init; }

    public string? OutputDataFormat { get; init; }

    public JsonElement? InputParams { get; init; }

    public JsonElement? Metadata { get; init; }

    public JsonElement? QuantumComputingData { get; init; }

    public string? ContainerUri { get; init; }

    public string? InputDataUri { get; init; }

    public string? OutputDataUri { get; init; }

    /// <summary>Creates the public model of the job, without the SAS of its URIs.</summary>
    /// <param name="client">The client of the job's workspace.</param>
    /// <param name="sessionId">The session whose jobs were listed, used if the job names none; null if the request was not for a session.</param>
    public QuantumSessionJob ToModel(IWorkspaceClient client, string? sessionId = null) => new()
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
        CostEstimate = CostEstimate?.ToModel(),
        ErrorData = ErrorDataReader.Read(ErrorData),
        InputDataFormat = InputDataFormat,
        OutputDataFormat = OutputDataFormat,
        InputParams = PlainValue.Properties(InputParams),
        Metadata = PlainValue.Texts(Metadata),
        Tags = PlainValue.Strings(Tags),
        Priority = Priority,
        JobPriority = JobPriority,
        QuantumComputingCount = Count(QuantumComputingData),
        ContainerUri = WithoutQuery(ContainerUri),
        InputDataUri = WithoutQuery(InputDataUri),
        OutputDataUri = WithoutQuery(OutputDataUri),
        ReadableOutputUri = OutputDataUri,
        CreatedBy = CreatedBy,
        CreatedByType = CreatedByType,
        Workspace = client.Workspace.Id,
        Client = client,
    };

    private static long? Count(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } item
        && item.TryGetProperty("count", out JsonElement count)
        && PlainValue.Amount(count) is { } number and >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static Uri? WithoutQuery(string? uriText) =>
        Uri.TryCreate(uriText, UriKind.Absolute, out Uri? uri)
            ? new Uri(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : null;
}
