using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The status of a target in the JSON of the service. The queue times are in seconds.</summary>
internal sealed record TargetDto(
    string? Id,
    string? CurrentAvailability,
    decimal? AverageQueueTime,
    decimal? AverageQueueTimeStandardPriority,
    decimal? AverageQueueTimeHighPriority,
    string? StatusPage,
    decimal? NumQubits,
    string? TargetProfile,
    [property: JsonConverter(typeof(PropertiesConverter))] Dictionary<string, object?>? Metadata)
{
    private const long MaxQueueSeconds = 100L * 365 * 24 * 60 * 60;

    /// <summary>The properties that this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>Creates the public model of the target.</summary>
    public QuantumTarget ToModel(ProviderDto provider, IWorkspaceClient client) => new()
    {
        Id = Id ?? "",
        ProviderId = provider.Id ?? "",
        CurrentAvailability = CurrentAvailability,
        ProviderAvailability = provider.CurrentAvailability,
        AverageQueueTime = ToQueueTime(AverageQueueTime),
        AverageQueueTimeStandardPriority = ToQueueTime(AverageQueueTimeStandardPriority),
        AverageQueueTimeHighPriority = ToQueueTime(AverageQueueTimeHighPriority),
        StatusPage = StatusPage,
        NumQubits = NumQubits is { } qubits and >= 0 and <= int.MaxValue ? (int)qubits : null,
        TargetProfile = TargetProfile,
        Metadata = Metadata ?? [],
        AdditionalProperties = PlainValue.WithoutSecrets(AdditionalProperties),
        Workspace = client.Workspace.Id,
        Client = client,
    };

    private static TimeSpan? ToQueueTime(decimal? seconds) => seconds is >= 0 and < MaxQueueSeconds
        ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
        : null;
}

/// <summary>The status of a provider in the JSON of the service.</summary>
internal sealed record ProviderDto(string? Id, string? CurrentAvailability, List<TargetDto?>? Targets);

/// <summary>The source-generated JSON metadata of the providers API.</summary>
[JsonSerializable(typeof(ListPage<ProviderDto>))]
internal sealed partial class TargetsJsonContext : JsonSerializerContext
{
    public static TargetsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
