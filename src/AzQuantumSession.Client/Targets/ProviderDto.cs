namespace AzQuantumSession.Client.Targets;

/// <summary>A provider's status as it comes.</summary>
internal sealed class ProviderDto
{
    public string? Id { get; init; }

    public string? CurrentAvailability { get; init; }

    public List<TargetDto?>? Targets { get; init; }
}
