namespace AzQuantumSession;

/// <summary>Derives counts from probabilities, for results that contain no counts.</summary>
internal static class DerivedCounts
{
    /// <summary>
    /// Returns the count of each outcome. The counts add up to the number of shots if the probabilities add up to 1: they are rounded down,
    /// and the remaining shots go to the largest remainders.
    /// </summary>
    /// <param name="probabilities">The probability of each outcome, from 0 to 1.</param>
    /// <param name="shots">The number of shots.</param>
    public static long[] FromProbabilities(IReadOnlyList<double> probabilities, int shots)
    {
        double[] expected = [.. probabilities.Select(probability => shots * Math.Clamp(probability, 0, 1))];
        long[] counts = [.. expected.Select(value => (long)Math.Floor(value))];
        int remaining = (int)((long)Math.Round(expected.Sum()) - counts.Sum());
        foreach (int index in Enumerable.Range(0, counts.Length).OrderByDescending(index => expected[index] - counts[index]).Take(remaining))
        {
            counts[index]++;
        }

        return counts;
    }
}
