using System.Text.Json;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The status of a target in the JSON of the service.</summary>
internal sealed class TargetDto
{
    private const long MaxQueueSeconds = 100L * 365 * 24 * 60 * 60;

    public string? Id { get; init; }

    public string? CurrentAvailability { get; init; }

    /// <summary>The average queue time in seconds.</summary>
    public decimal? AverageQueueTime { get; init; }

    public string? StatusPage { get; init; }

    public decimal? NumQubits { get; init; }

    public string? TargetProfile { get; init; }

    public JsonElement? Metadata { get; init; }

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
