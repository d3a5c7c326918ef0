using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>What a client may say when it opens a session, in the order of the service's description.</summary>
internal sealed class SessionOpenDto
{
    [JsonPropertyOrder(0)]
    public string ItemType { get; } = "Session";

    [JsonPropertyOrder(1)]
    public required string Name { get; init; }

    [JsonPropertyOrder(2)]
    public required string ProviderId { get; init; }

    [JsonPropertyOrder(3)]
    public required string Target { get; init; }

    [JsonPropertyOrder(4)]
    public string? JobFailurePolicy { get; init; }

    [JsonPropertyOrder(5)]
    public string? Priority { get; init; }

    [JsonPropertyOrder(6)]
    public IReadOnlyList<string>? Tags { get; init; }

    public static SessionOpenDto From(SessionOpenOptions options) => new()
    {
        Name = options.Name,
        ProviderId = options.ProviderId,
        Target = options.Target,
        JobFailurePolicy = options.JobFailurePolicy,
        Priority = options.Priority,
        Tags = options.Tags.Count == 0 ? null : options.Tags,
    };
}
