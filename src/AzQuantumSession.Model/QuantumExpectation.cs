namespace AzQuantumSession;

/// <summary>The expectation value of an observable in the result of a job.</summary>
public sealed class QuantumExpectation : QuantumObject
{
    internal QuantumExpectation()
    {
    }

    /// <summary>The name of the job.</summary>
    public string? JobName { get; internal init; }

    /// <summary>The id of the job.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The index of the program in the <c>items</c> of the job; null for a job with one program.</summary>
    public int? ItemIndex { get; internal init; }

    /// <summary>The observable: a Pauli string such as <c>ZI</c>, or a weighted sum of Pauli strings. The last letter is qubit 0.</summary>
    public string Observable { get; internal init; } = "";

    /// <summary>The expectation value: from -1 to 1 for a Pauli string, and in the unit of the coefficients for a sum.</summary>
    public double Value { get; internal init; }

    /// <summary>The standard error of <see cref="Value"/>; null if the number of shots is unknown.</summary>
    public double? StandardError { get; internal init; }

    /// <summary>The lower bound of the Wilson score interval; null for a sum, and if the number of shots is unknown.</summary>
    public double? LowerBound { get; internal init; }

    /// <summary>The upper bound of the Wilson score interval; null for a sum, and if the number of shots is unknown.</summary>
    public double? UpperBound { get; internal init; }

    /// <summary>The confidence level of the interval, from 0 to 1; null if there is no interval.</summary>
    public double? ConfidenceLevel { get; internal init; }

    /// <summary>The number of shots; null if it is unknown.</summary>
    public long? ShotCount { get; internal init; }
}
