using System.Globalization;

namespace AzQuantumSession;

/// <summary>An outcome of a job with its frequency: a row of a histogram.</summary>
public sealed class QuantumOutcome : QuantumObject
{
    internal QuantumOutcome()
    {
    }

    /// <summary>The name of the job.</summary>
    public string? JobName { get; internal init; }

    /// <summary>The id of the job.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The index of the program in the <c>items</c> of the job; null for a job with one program.</summary>
    public int? ItemIndex { get; internal init; }

    /// <summary>The measured bits as a string. If the format numbers the basis states, qubit 0 is the last character.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>
    /// The number of shots with this outcome; null if the format contains only probabilities, and the number of shots is unknown.
    /// </summary>
    public long? Count { get; internal init; }

    /// <summary>The probability from 0 to 1: the proportion of the shots, or the value that a simulator computed.</summary>
    public double Probability { get; internal init; }

    /// <summary>True if <see cref="Count"/> was computed from the probability and the number of shots of the job.</summary>
    public bool IsCountDerived { get; internal init; }

    /// <summary>The highest probability in the result, for the scale of bars; 1 if it is unknown.</summary>
    internal double MaxProbability { get; init; } = 1;

    /// <summary>Returns the outcome with its probability.</summary>
    /// <returns>For example <c>00: 0.5</c>, formatted with the invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Line(Outcome)}: {Probability}");

    /// <summary>Creates a histogram: the outcomes in descending order of probability, and then in order of the outcome.</summary>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="jobName">The name of the job.</param>
    /// <param name="outcomes">The outcomes with their probability and count.</param>
    /// <param name="isCountDerived">Whether the counts were computed from the probabilities.</param>
    /// <param name="itemIndex">The index of the program; null for a job with one program.</param>
    internal static IReadOnlyList<QuantumOutcome> CreateHistogram(
        string jobId, string? jobName, IEnumerable<(string Outcome, double Probability, long? Count)> outcomes, bool isCountDerived, int? itemIndex = null)
    {
        (string Outcome, double Probability, long? Count)[] sorted =
            [.. outcomes.OrderByDescending(item => item.Probability).ThenBy(item => item.Outcome, StringComparer.Ordinal)];
        return new OutcomeList(sorted.Select(item => new QuantumOutcome
        {
            JobName = jobName,
            JobId = jobId,
            ItemIndex = itemIndex,
            Outcome = item.Outcome,
            Count = item.Count,
            Probability = item.Probability,
            IsCountDerived = isCountDerived,
            MaxProbability = sorted[0].Probability,
        }));
    }
}
