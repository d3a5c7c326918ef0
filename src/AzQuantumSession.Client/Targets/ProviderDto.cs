namespace AzQuantumSession.Client.Targets;

/// <summary>The status of a provider in the JSON of the service.</summary>
internal sealed class ProviderDto
{
    public string? Id { get; init; }

    public string? CurrentAvailability { get; init; }

    public List<TargetDto?>? Targets { get; init; }
}
