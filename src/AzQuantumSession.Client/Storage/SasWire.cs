namespace AzQuantumSession.Client;

/// <summary>A storage address as it comes. It grants access: a secret.</summary>
internal sealed class SasWire
{
    public string? SasUri { get; init; }
}
