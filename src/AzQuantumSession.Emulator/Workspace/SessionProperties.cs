using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>What a client asked for when it opened a session.</summary>
internal sealed record SessionProperties
{
    public required string Name { get; init; }

    public required Target Target { get; init; }

    public required string JobFailurePolicy { get; init; }

    public string? Priority { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether a repeated opening asks for the same.</summary>
    public bool IsSameAs(SessionProperties other) =>
        (this with { Tags = null }) == (other with { Tags = null }) && (Tags ?? []).SequenceEqual(other.Tags ?? []);
}
