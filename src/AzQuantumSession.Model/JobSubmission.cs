namespace AzQuantumSession;

/// <summary>A job as a client may submit it. The client uploads the input first, then submits.</summary>
public sealed class JobSubmission
{
    /// <summary>The job's id: a GUID made by the caller, so that the request can be repeated safely.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The session that the job is to run in; null for a job that stands alone.</summary>
    public string? SessionId { get; init; }

    /// <summary>The provider's id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>The format of the input, for example <c>ionq.circuit.v1</c>.</summary>
    public required string InputDataFormat { get; init; }

    /// <summary>The format of the result, for example <c>ionq.quantum-results.v1</c>.</summary>
    public required string OutputDataFormat { get; init; }

    /// <summary>The input, from its beginning. Must be able to seek, so that an upload can be repeated; stays open.</summary>
    public required Stream Input { get; init; }

    /// <summary>Parameters for the target: strings, finite numbers, Booleans, and lists and dictionaries with string keys of them.</summary>
    public IReadOnlyDictionary<string, object?> InputParams { get; init; } = QuantumSessionJob.NoParameters;

    /// <summary>Labels of the caller's own.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = QuantumSessionJob.NoMetadata;

    /// <summary>Tags; empty sends none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>Standard</c> or <c>High</c>; null leaves it to the service.</summary>
    public string? Priority { get; init; }
}
