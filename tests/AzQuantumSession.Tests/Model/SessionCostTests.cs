namespace AzQuantumSession.Tests.Model;

public sealed class SessionCostTests
{
    private static readonly QuantumCostEstimate Empty = Estimate(0, "USD");

    [Fact]
    public void Cost_is_the_sum_of_the_jobs_with_an_entry_for_each_dimension_and_price()
    {
        QuantumSession session = new QuantumSession { CostEstimate = Empty }.WithJobs(
        [
            Job(Estimate(1.5m, "USD", Event("1q", 10, 0.1m), Event("2q", 5, 0.1m))),
            Job(Estimate(1.5m, "usd", Event("1q", 5, 0.1m), Event("1q", 1, 1m))),
        ]);

        Assert.Equal((3m, "USD", false), (session.Cost, session.Currency, session.CostIsPartial));
        Assert.Equal(
            [("1q", 15m, 150m, 0.1m), ("2q", 5m, 50m, 0.1m), ("1q", 1m, 10m, 1m)],
            session.CostEstimate!.Events.Select(item => (item.DimensionId!, item.AmountConsumed!.Value, item.AmountBilled!.Value, item.UnitPrice!.Value)));
        Assert.Equal(2, session.Jobs![0].CostEstimate!.Events.Count);
    }

    [Fact]
    public void Cost_is_a_lower_bound_if_a_job_has_no_estimate()
    {
        QuantumSession session = new QuantumSession().WithJobs([Job(Estimate(2, "USD")), Job(null)]);

        Assert.Equal((2m, true), (session.Cost, session.CostIsPartial));
    }

    [Theory]
    [InlineData("Executing", null, true)]
    [InlineData("Succeeded", 0, false)]
    public void The_empty_estimate_of_a_job_is_a_cost_of_0_only_after_its_end(string status, int? cost, bool isPartial)
    {
        QuantumSession session = new QuantumSession().WithJobs([Job(Empty, status)]);

        Assert.Equal((cost, isPartial), (session.Cost, session.CostIsPartial));
    }

    [Fact]
    public void Cost_in_several_currencies_is_in_CostByCurrency_only()
    {
        QuantumSession session = new QuantumSession().WithJobs([Job(Estimate(2, "USD")), Job(Estimate(1, "EUR")), Job(Estimate(1, "USD"))]);

        Assert.Equal((null, null, null, false), (session.CostEstimate, session.Cost, session.Currency, session.CostIsPartial));
        Assert.Equal(["3.00 USD", "1.00 EUR"], session.CostByCurrency!.Select(cost => $"{cost}"));
    }

    [Fact]
    public void An_estimate_of_the_session_replaces_the_estimates_of_its_jobs()
    {
        QuantumSession session = new QuantumSession { CostEstimate = Estimate(5, "EUR") }.WithJobs([Job(Estimate(2, "USD")), Job(null)]);

        Assert.Equal((5m, "EUR", false), (session.Cost, session.Currency, session.CostIsPartial));
        Assert.Equal(5m, Assert.Single(session.CostByCurrency!).EstimatedTotal);
    }

    [Fact]
    public void The_empty_estimate_of_a_session_without_its_jobs_is_no_cost()
    {
        QuantumSession session = new() { CostEstimate = Empty };

        Assert.Equal((null, null, null), (session.CostEstimate, session.Cost, session.Currency));
        Assert.Equal((null, null), (session.CostByCurrency, session.CostIsPartial));
        Assert.Equal(5m, new QuantumSession { CostEstimate = Estimate(5, "EUR") }.Cost);
        Assert.Equal((0m, false), (session.WithJobs([]).Cost, session.WithJobs([]).CostIsPartial));
    }

    [Fact]
    public void WithJobs_replaces_the_cost_of_earlier_jobs()
    {
        QuantumSession session = new QuantumSession { CostEstimate = Empty }.WithJobs([Job(Estimate(2, "USD"))]);

        Assert.Equal((3m, true), (session.WithJobs([Job(Estimate(3, "USD")), Job(null)]).Cost, session.WithJobs([Job(null)]).CostIsPartial));
    }

    private static QuantumSessionJob Job(QuantumCostEstimate? cost, string status = "Succeeded") => new() { Status = status, CostEstimate = cost };

    private static QuantumCostEstimate Estimate(decimal total, string currency, params QuantumCostEvent[] events) =>
        new() { EstimatedTotal = total, CurrencyCode = currency, Events = events };

    private static QuantumCostEvent Event(string dimension, decimal amount, decimal price) =>
        new() { DimensionId = dimension, AmountConsumed = amount, AmountBilled = amount * 10, UnitPrice = price };
}
