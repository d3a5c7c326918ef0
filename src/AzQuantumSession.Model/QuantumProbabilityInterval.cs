namespace AzQuantumSession;

/// <summary>The probability of an outcome with its confidence interval.</summary>
public sealed class QuantumProbabilityInterval : QuantumObject
{
    internal QuantumProbabilityInterval()
    {
    }

    /// <summary>The name of the job.</summary>
    public string? JobName { get; internal init; }

    /// <summary>The id of the job.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The index of the program in the <c>items</c> of the job; null for a job with one program.</summary>
    public int? ItemIndex { get; internal init; }

    /// <summary>The measured bits as a string.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>The number of shots with this outcome; null if it is unknown.</summary>
    public long? Count { get; internal init; }

    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability { get; internal init; }

    /// <summary>The lower bound of the Wilson score interval, from 0 to 1.</summary>
    public double LowerBound { get; internal init; }

    /// <summary>The upper bound of the Wilson score interval, from 0 to 1.</summary>
    public double UpperBound { get; internal init; }

    /// <summary>The confidence level of the interval, from 0 to 1.</summary>
    public double ConfidenceLevel { get; internal init; }

    /// <summary>The number of shots of the job.</summary>
    public long ShotCount { get; internal init; }
}
