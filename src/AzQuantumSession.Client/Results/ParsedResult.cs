namespace AzQuantumSession.Client.Results;

/// <summary>The outcomes of a job, in the same form for every provider.</summary>
/// <param name="Outcomes">The outcomes with their probability, and with their count if the result contains counts.</param>
/// <param name="Shots">The outcome of each shot; null if the result does not contain shots.</param>
internal sealed record ParsedResult(IReadOnlyList<(string Outcome, double Probability, long? Count)> Outcomes, IReadOnlyList<string>? Shots)
{
    /// <summary>The estimates of the resource estimator; null for results with outcomes.</summary>
    public IReadOnlyDictionary<string, object?>? ResourceEstimates { get; init; }

    /// <summary>Creates a result from the count of each outcome. Adds the counts of an outcome that occurs more than once.</summary>
    /// <exception cref="FormatException">A count is negative.</exception>
    /// <exception cref="OverflowException">The sum of the counts exceeds 64 bits.</exception>
    public static ParsedResult FromCounts(IEnumerable<(string Outcome, long Count)> counts, IReadOnlyList<string>? shots = null)
    {
        (string Outcome, long Count)[] sums =
        [
            .. counts
                .Select(item => item.Count >= 0 ? item : throw new FormatException($"The count of the outcome '{item.Outcome}' is negative."))
                .GroupBy(item => item.Outcome, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Sum(item => item.Count))),
        ];
        long total = sums.Sum(item => item.Count);
        return new ParsedResult([.. sums.Select(item => (item.Outcome, total > 0 ? (double)item.Count / total : 0, (long?)item.Count))], shots);
    }

    /// <summary>Creates a result from the outcome of each shot.</summary>
    public static ParsedResult FromShots(IReadOnlyList<string> shots) => FromCounts(shots.Select(shot => (shot, 1L)), shots);

    /// <summary>Creates a result from the probability of each outcome. Adds the probabilities of an outcome that occurs more than once.</summary>
    public static ParsedResult FromProbabilities(IEnumerable<(string Outcome, double Probability)> probabilities) => new(
        [
            .. probabilities
                .GroupBy(item => item.Outcome, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Sum(item => item.Probability), (long?)null)),
        ],
        null);

    /// <summary>Returns whether the result contains probabilities and no counts.</summary>
    public bool HasOnlyProbabilities => Outcomes.Count > 0 && Outcomes.All(item => item.Count is null);

    /// <summary>Returns the result with counts that are computed from the probabilities.</summary>
    /// <param name="shots">The number of shots.</param>
    public ParsedResult WithDerivedCounts(int shots)
    {
        long[] counts = DerivedCounts.FromProbabilities([.. Outcomes.Select(item => item.Probability)], shots);
        return this with { Outcomes = [.. Outcomes.Select((item, index) => (item.Outcome, item.Probability, (long?)counts[index]))] };
    }
}
