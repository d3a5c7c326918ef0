using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Storage;

/// <summary>What storage address is asked for.</summary>
internal sealed class SasRequestDto
{
    [JsonPropertyOrder(0)]
    public required string ContainerName { get; init; }

    [JsonPropertyOrder(1)]
    public string? BlobName { get; init; }
}
