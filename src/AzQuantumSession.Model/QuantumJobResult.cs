namespace AzQuantumSession;

/// <summary>The result of a job, in one form whatever the provider's format.</summary>
public sealed class QuantumJobResult
{
    internal QuantumJobResult()
    {
    }

    /// <summary>The job's id.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The job's name.</summary>
    public string? Name { get; internal init; }

    /// <summary>The session that the job ran in; null for a job that stands alone.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The target that the job ran on.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The format of <see cref="Raw"/>.</summary>
    public string? OutputDataFormat { get; internal init; }

    /// <summary>
    /// The outcomes, the most probable first and then by outcome; empty where the result was not read (<see cref="IsParsed"/>).
    /// Of several registers the bits are joined with a blank. Of a batch of programs it is the first one's.
    /// </summary>
    public IReadOnlyList<QuantumOutcome> Histogram { get; internal init; } = [];

    /// <summary>The outcome of each shot in order; null where the format does not have them.</summary>
    public IReadOnlyList<string>? Shots { get; internal init; }

    /// <summary>
    /// Whether the format is one that the module reads, and the result is in it. If not, only <see cref="Raw"/> holds the result.
    /// </summary>
    public bool IsParsed { get; internal init; }

    /// <summary>The result as the provider wrote it, decompressed.</summary>
    public byte[] Raw { get; internal init; } = [];

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The job's id, so that a result can stand where a job is asked for.</summary>
    /// <returns><see cref="JobId"/>.</returns>
    public override string ToString() => JobId;
}
