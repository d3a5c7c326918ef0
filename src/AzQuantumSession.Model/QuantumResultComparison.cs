namespace AzQuantumSession;

/// <summary>The difference between two results.</summary>
public sealed class QuantumResultComparison : QuantumObject
{
    internal QuantumResultComparison()
    {
    }

    /// <summary>The name of the job.</summary>
    public string? JobName { get; internal init; }

    /// <summary>The id of the job.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The index of the program in the <c>items</c> of the job; null for a job with one program.</summary>
    public int? ItemIndex { get; internal init; }

    /// <summary>The name of the reference's job; null if the reference is a distribution.</summary>
    public string? ReferenceName { get; internal init; }

    /// <summary>The id of the reference's job; null if the reference is a distribution.</summary>
    public string? ReferenceJobId { get; internal init; }

    /// <summary>
    /// The total variation distance, from 0 (equal) to 1 (no common outcome): half the sum of the absolute differences of the
    /// probabilities.
    /// </summary>
    public double TotalVariationDistance { get; internal init; }

    /// <summary>
    /// The Hellinger fidelity, from 0 (no common outcome) to 1 (equal): the square of the sum of the square roots of the products of the
    /// probabilities.
    /// </summary>
    public double HellingerFidelity { get; internal init; }
}
