using System.Globalization;

namespace AzQuantumSession;

/// <summary>The result of a job, in the same form for every provider.</summary>
public sealed class QuantumJobResult
{
    internal QuantumJobResult()
    {
    }

    /// <summary>The job id.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The job name.</summary>
    public string? Name { get; internal init; }

    /// <summary>The id of the session that the job ran in; null for a job without a session.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The target that the job ran on.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The format of <see cref="Raw"/>.</summary>
    public string? OutputDataFormat { get; internal init; }

    /// <summary>
    /// The outcomes in descending order of probability, and then in order of the outcome; empty if the result was not parsed
    /// (<see cref="IsParsed"/>). The bits of several registers are separated by spaces. For a batch of programs, the outcomes are
    /// those of the first program.
    /// </summary>
    public IReadOnlyList<QuantumOutcome> Histogram { get; internal init; } = [];

    /// <summary>The outcome of each shot in order; null if the format does not contain shots.</summary>
    public IReadOnlyList<string>? Shots { get; internal init; }

    /// <summary>
    /// True if the result was parsed. If the format is unknown, or the result does not have its format, only <see cref="Raw"/>
    /// contains the result.
    /// </summary>
    public bool IsParsed { get; internal init; }

    /// <summary>The decompressed result as the provider wrote it.</summary>
    public byte[] Raw { get; internal init; } = [];

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>Returns the job id, so that a result can be used as the id of a job.</summary>
    /// <returns><see cref="JobId"/>.</returns>
    public override string ToString() => JobId;
}

/// <summary>An outcome of a measurement with its frequency.</summary>
public sealed class QuantumOutcome
{
    internal QuantumOutcome()
    {
    }

    /// <summary>The measured bits as a string. If the format numbers the basis states, qubit 0 is the last character.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>The probability from 0 to 1: the proportion of the shots, or the value that a simulator computed.</summary>
    public double Probability { get; internal init; }

    /// <summary>The number of shots with this outcome; null if the format contains only probabilities.</summary>
    public long? Count { get; internal init; }

    /// <summary>Returns the outcome with its probability.</summary>
    /// <returns>For example <c>00: 0.5</c>, formatted with the invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Outcome}: {Probability}");
}
