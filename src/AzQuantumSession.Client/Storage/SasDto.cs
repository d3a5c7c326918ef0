namespace AzQuantumSession.Client.Storage;

/// <summary>A storage URI in the JSON of the service. It contains a SAS, and is a secret.</summary>
internal sealed class SasDto
{
    public string? SasUri { get; init; }
}
