namespace AzQuantumSession;

/// <summary>A target of a provider in the workspace, as returned in the provider status.</summary>
public sealed class QuantumTarget : QuantumObject
{
    internal const string Available = "Available";
    internal const string Degraded = "Degraded";
    internal const string Unavailable = "Unavailable";

    internal QuantumTarget()
    {
    }

    /// <summary>The target id, for example <c>ionq.simulator</c>.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The provider id. It is not always the part of the target id before the first dot.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The availability: <c>Available</c>, <c>Degraded</c>, <c>Unavailable</c>, or a newer value of the service.</summary>
    public string? CurrentAvailability { get; internal init; }

    /// <summary>The availability of the provider.</summary>
    public string? ProviderAvailability { get; internal init; }

    /// <summary>The current average queue time of a job; null if the service did not return it.</summary>
    public TimeSpan? AverageQueueTime { get; internal init; }

    /// <summary>The current average queue time of a job with the priority <c>Standard</c>; null if the service did not return it.</summary>
    public TimeSpan? AverageQueueTimeStandardPriority { get; internal init; }

    /// <summary>The current average queue time of a job with the priority <c>High</c>; null if the service did not return it.</summary>
    public TimeSpan? AverageQueueTimeHighPriority { get; internal init; }

    /// <summary>The URI of the provider's status page.</summary>
    public string? StatusPage { get; internal init; }

    /// <summary>The number of qubits; null if the service did not return it.</summary>
    public int? NumQubits { get; internal init; }

    /// <summary>The QIR profile that the target supports; null if the service did not return it.</summary>
    public string? TargetProfile { get; internal init; }

    /// <summary>
    /// The input formats of jobs that the module knows for the provider of the target, for example <c>ionq.circuit.v1</c>; empty for a
    /// provider that it does not know. The target can support other formats.
    /// </summary>
    public IReadOnlyList<string> InputFormats => field ??= new ReadableList<string>(ProviderTable.Find(ProviderId).InputFormats);

    /// <summary>The metadata of the target, as values, lists, and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; internal init => field = ReadableDictionary<string, object?>.From(value); } = ReadableDictionary<string, object?>.Empty;

    /// <summary>
    /// The properties that the service returned and this version of the module does not know, as values, lists, and dictionaries. URIs have
    /// no query.
    /// </summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; internal init => field = ReadableDictionary<string, object?>.From(value); } = ReadableDictionary<string, object?>.Empty;

    /// <summary>The ARM resource id of the workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The client that returned the target.</summary>
    internal IWorkspaceClient? Client { get; init; }

    /// <summary>Returns the id, so that a target can be used as an id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.Line(Id);
}
