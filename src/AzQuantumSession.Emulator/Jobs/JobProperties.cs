using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The properties of a job in the request that submitted it.</summary>
internal sealed record JobProperties
{
    public required string Name { get; init; }

    public required Target Target { get; init; }

    public required BlobAddress Container { get; init; }

    public required BlobAddress Input { get; init; }

    public required string InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public JsonObject? InputParams { get; init; }

    public Guid? SessionId { get; init; }

    public JsonObject? Metadata { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Priority { get; init; }

    /// <summary>Returns whether a repeated request has the same properties. A new signature in a URI is not a difference.</summary>
    public bool IsSameAs(JobProperties other) =>
        (this with { InputParams = null, Metadata = null, Tags = null }) == (other with { InputParams = null, Metadata = null, Tags = null })
        && JsonNode.DeepEquals(InputParams, other.InputParams)
        && JsonNode.DeepEquals(Metadata, other.Metadata)
        && (Tags ?? []).SequenceEqual(other.Tags ?? []);
}
