using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The properties of a session in the request that opened it.</summary>
internal sealed record SessionProperties
{
    public required string Name { get; init; }

    public required Target Target { get; init; }

    public required string JobFailurePolicy { get; init; }

    public string? Priority { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Returns whether a repeated request has the same properties.</summary>
    public bool IsSameAs(SessionProperties other) =>
        (this with { Tags = null }) == (other with { Tags = null }) && (Tags ?? []).SequenceEqual(other.Tags ?? []);
}
