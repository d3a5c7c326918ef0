namespace AzQuantumSession.Tests.Model;

public sealed class QuantumCostEstimateTests
{
    [Fact]
    public void CompareTo_compares_totals_in_the_same_currency()
    {
        QuantumCostEstimate nine = Create(9);

        Assert.True(nine.CompareTo(Create(10)) < 0);
        Assert.True(nine.CompareTo(Create(1.5m)) > 0);
        Assert.Equal(0, nine.CompareTo(Create(9.0m, "usd")));
        Assert.True(nine.CompareTo(null) > 0);
        Assert.True(nine.CompareTo(Create(null, "EUR")) > 0);
        Assert.True(Create(null).CompareTo(nine) < 0);
    }

    [Fact]
    public void CompareTo_rejects_other_currencies_and_types()
    {
        Assert.Contains("EUR", Assert.Throws<ArgumentException>(() => Create(9).CompareTo(Create(9, "EUR"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Create(9).CompareTo(9m));
    }

    private static QuantumCostEstimate Create(decimal? total, string currency = "USD") => new() { EstimatedTotal = total, CurrencyCode = currency };
}
