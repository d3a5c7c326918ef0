namespace AzQuantumSession.Tests.Model;

public sealed class DerivedCountsTests
{
    [Theory]
    [InlineData(new[] { 0.5, 0.5 }, 500, new[] { 250L, 250 })]
    [InlineData(new[] { 0.5, 0.5 }, 333, new[] { 167L, 166 })]
    // 33.33 each, and 1 shot remains.
    [InlineData(new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, 100, new[] { 34L, 33, 33 })]
    // 6.4, 2.7, and 0.9: the remaining 2 shots go to the largest remainders.
    [InlineData(new[] { 0.64, 0.27, 0.09 }, 10, new[] { 6L, 3, 1 })]
    // Counts that a target measured come back without rounding errors.
    [InlineData(new[] { 0.417, 0.583 }, 1000, new[] { 417L, 583 })]
    [InlineData(new[] { 1.0 }, 1, new[] { 1L })]
    // The provider omits small probabilities: 0.9 of 100 shots.
    [InlineData(new[] { 0.6, 0.3 }, 100, new[] { 60L, 30 })]
    [InlineData(new[] { 1.5, -0.5 }, 10, new[] { 10L, 0 })]
    [InlineData(new double[0], 10, new long[0])]
    public void FromProbabilities_returns_whole_numbers_with_the_sum_of_the_shots(double[] probabilities, int shots, long[] expected) =>
        Assert.Equal(expected, DerivedCounts.FromProbabilities(probabilities, shots));
}
