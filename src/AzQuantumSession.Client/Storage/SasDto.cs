namespace AzQuantumSession.Client.Storage;

/// <summary>A storage address as it comes. It grants access: a secret.</summary>
internal sealed class SasDto
{
    public string? SasUri { get; init; }
}
