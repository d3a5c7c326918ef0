using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The properties of a job in the request that submitted it.</summary>
internal sealed record JobProperties(
    string Name,
    Target Target,
    BlobAddress Container,
    BlobAddress Input,
    string InputFormat,
    string OutputFormat,
    JsonObject InputParams,
    Guid? SessionId,
    JsonObject? Metadata,
    IReadOnlyList<string>? Tags,
    string? Priority)
{
    /// <summary>Returns whether a repeated request has the same properties. A new signature in a URI is not a difference.</summary>
    public bool IsSameAs(JobProperties other) =>
        (this with { Metadata = null, Tags = null }) == (other with { InputParams = InputParams, Metadata = null, Tags = null })
        && JsonNode.DeepEquals(InputParams, other.InputParams)
        && JsonNode.DeepEquals(Metadata, other.Metadata)
        && (Tags ?? []).SequenceEqual(other.Tags ?? []);
}
