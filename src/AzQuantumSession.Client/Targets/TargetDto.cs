using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The status of a target in the JSON of the service. The queue time is in seconds.</summary>
internal sealed record TargetDto(
    string? Id,
    string? CurrentAvailability,
    decimal? AverageQueueTime,
    string? StatusPage,
    decimal? NumQubits,
    string? TargetProfile,
    JsonElement? Metadata)
{
    private const long MaxQueueSeconds = 100L * 365 * 24 * 60 * 60;

    /// <summary>Creates the public model of the target.</summary>
    public QuantumTarget ToModel(ProviderDto provider, IWorkspaceClient client) => new()
    {
        Id = Id ?? "",
        ProviderId = provider.Id ?? "",
        CurrentAvailability = CurrentAvailability,
        ProviderAvailability = provider.CurrentAvailability,
        AverageQueueTime = AverageQueueTime is { } seconds and >= 0 and < MaxQueueSeconds
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null,
        StatusPage = StatusPage,
        NumQubits = NumQubits is { } qubits and >= 0 and <= int.MaxValue ? (int)qubits : null,
        TargetProfile = TargetProfile,
        Metadata = PlainValue.Properties(Metadata),
        Workspace = client.Workspace.Id,
        Client = client,
    };
}

/// <summary>The status of a provider in the JSON of the service.</summary>
internal sealed record ProviderDto(string? Id, string? CurrentAvailability, List<TargetDto?>? Targets);

/// <summary>The source-generated JSON metadata of the providers API.</summary>
[JsonSerializable(typeof(ListPage<ProviderDto>))]
internal sealed partial class TargetsJsonContext : JsonSerializerContext
{
    public static TargetsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
