using System.Text.Json.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>The request body that opens a session. The properties have the order of docs/service.md, section 3.</summary>
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
