namespace AzQuantumSession.Tests.Model;

public sealed class NormalDistributionTests
{
    // The values of NormalDist().inv_cdf((1 + level) / 2) in Python's statistics module.
    [Theory]
    [InlineData(0.01, 0.012533469508069276)]
    [InlineData(0.5, 0.6744897501960817)]
    [InlineData(0.6826894921370859, 1.0)]
    [InlineData(0.8, 1.2815515655446004)]
    [InlineData(0.85, 1.4395314709384563)]
    [InlineData(0.9, 1.6448536269514722)]
    [InlineData(0.95, 1.959963984540054)]
    [InlineData(0.99, 2.5758293035489)]
    [InlineData(0.999, 3.2905267314918945)]
    [InlineData(0.9999, 3.8905918864131203)]
    public void GetHalfWidth_is_the_quantile_of_the_normal_distribution(double level, double expected) =>
        Assert.Equal(expected, NormalDistribution.GetHalfWidth(level), 12);
}
