using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>The body of a submission, in the order of the service's REST description.</summary>
internal sealed class JobSubmissionDto
{
    [JsonPropertyOrder(0)]
    public string ItemType { get; } = "Job";

    [JsonPropertyOrder(1)]
    public required string Name { get; init; }

    [JsonPropertyOrder(2)]
    public required string ContainerUri { get; init; }

    [JsonPropertyOrder(3)]
    public required string InputDataUri { get; init; }

    [JsonPropertyOrder(4)]
    public required string InputDataFormat { get; init; }

    [JsonPropertyOrder(5)]
    public required string OutputDataFormat { get; init; }

    [JsonPropertyOrder(6)]
    public required string ProviderId { get; init; }

    [JsonPropertyOrder(7)]
    public required string Target { get; init; }

    [JsonPropertyOrder(8)]
    public required JsonElement InputParams { get; init; }

    [JsonPropertyOrder(9)]
    public string? SessionId { get; init; }

    [JsonPropertyOrder(10)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    [JsonPropertyOrder(11)]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyOrder(12)]
    public string? Priority { get; init; }

    /// <summary>Creates the body. Properties without a value are left out.</summary>
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
