namespace AzQuantumSession.Client;

/// <summary>A provider's status as it comes.</summary>
internal sealed class ProviderWire
{
    public string? Id { get; init; }

    public string? CurrentAvailability { get; init; }

    public List<TargetWire?>? Targets { get; init; }
}
