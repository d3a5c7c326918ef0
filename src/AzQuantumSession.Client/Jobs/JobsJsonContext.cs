using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>The source-generated JSON metadata of the jobs API.</summary>
[JsonSerializable(typeof(JobDto))]
[JsonSerializable(typeof(ListPage<JobDto>))]
[JsonSerializable(typeof(JobSubmissionDto))]
internal sealed partial class JobsJsonContext : JsonSerializerContext
{
    public static JobsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
