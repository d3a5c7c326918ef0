using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Storage;

/// <summary>The request body for a storage URI.</summary>
internal sealed class SasRequestDto
{
    [JsonPropertyOrder(0)]
    public required string ContainerName { get; init; }

    [JsonPropertyOrder(1)]
    public string? BlobName { get; init; }
}
