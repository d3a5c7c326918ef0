using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>The source-generated JSON metadata of the jobs API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantStringConverter), typeof(TolerantDateTimeOffsetConverter), typeof(TolerantDecimalConverter), typeof(TolerantBooleanConverter)])]
[JsonSerializable(typeof(JobDto))]
[JsonSerializable(typeof(ListPage<JobDto>))]
[JsonSerializable(typeof(JobSubmissionDto))]
internal sealed partial class JobsJsonContext : JsonSerializerContext;
