namespace AzQuantumSession.Client.Results;

/// <summary>The result of a job, in the same form for every provider.</summary>
/// <param name="Histogram">The outcomes, in descending order of probability.</param>
/// <param name="Shots">The outcome of each shot; null if the result does not contain shots.</param>
internal sealed record ParsedResult(IReadOnlyList<QuantumOutcome> Histogram, IReadOnlyList<string>? Shots)
{
    /// <summary>Creates a result from the count of each outcome. Adds the counts of an outcome that occurs more than once.</summary>
    public static ParsedResult FromCounts(IEnumerable<(string Outcome, long Count)> counts, IReadOnlyList<string>? shots = null)
    {
        (string Outcome, long Count)[] sums =
            [.. counts.GroupBy(item => item.Outcome, StringComparer.Ordinal).Select(group => (group.Key, group.Sum(item => item.Count)))];
        double total = sums.Sum(item => (double)item.Count);
        return Sorted(
            sums.Select(item => new QuantumOutcome
            {
                Outcome = item.Outcome,
                Probability = total > 0 ? item.Count / total : 0,
                Count = item.Count,
            }),
            shots);
    }

    /// <summary>Creates a result from the outcome of each shot.</summary>
    public static ParsedResult OfShots(IReadOnlyList<string> shots) => FromCounts(shots.Select(shot => (shot, 1L)), shots);

    /// <summary>Creates a result from the probability of each outcome. Adds the probabilities of an outcome that occurs more than once.</summary>
    public static ParsedResult OfProbabilities(IEnumerable<(string Outcome, double Probability)> probabilities) => Sorted(
        probabilities.GroupBy(item => item.Outcome, StringComparer.Ordinal).Select(group => new QuantumOutcome
        {
            Outcome = group.Key,
            Probability = group.Sum(item => item.Probability),
        }),
        null);

    private static ParsedResult Sorted(IEnumerable<QuantumOutcome> outcomes, IReadOnlyList<string>? shots) => new(
        Array.AsReadOnly(outcomes.OrderByDescending(item => item.Probability).ThenBy(item => item.Outcome, StringComparer.Ordinal).ToArray()),
        shots is null ? null : Array.AsReadOnly(shots.ToArray()));
}
