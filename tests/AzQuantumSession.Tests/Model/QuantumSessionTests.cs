namespace AzQuantumSession.Tests.Model;

public sealed class QuantumSessionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Properties_that_the_service_left_out_are_empty()
    {
        QuantumSession session = new();
        QuantumSessionJob job = new();
        QuantumTarget target = new();
        QuantumWorkspace workspace = new();
        QuantumJobResult result = new();

        Assert.All(
            (string[])[
                session.Id, session.Name, session.ProviderId, session.Target, session.Status, session.Workspace,
                job.Id, job.ProviderId, job.Target, job.Status, job.Workspace,
                target.Id, target.ProviderId, target.Workspace,
                workspace.Id, workspace.Name, workspace.ResourceGroupName, workspace.SubscriptionId,
                result.JobId, result.Target, result.Workspace, new QuantumOutcome().Outcome,
            ],
            Assert.Empty);
        Assert.Equal(("Session", "Job"), (session.ItemType, job.ItemType));
    }

    [Fact]
    public void DisplayName_has_the_type_the_name_and_the_id()
    {
        Assert.Equal("Session 'vqe' (1)", new QuantumSession { Name = "vqe", Id = "1" }.DisplayName);
        Assert.Equal("Job 'step' (2)", new QuantumSessionJob { Name = "step", Id = "2" }.DisplayName);
    }

    [Theory]
    [InlineData("Waiting", false, true)]
    [InlineData("Waiting", true, false)]
    [InlineData("Succeeded", false, false)]
    [InlineData("SomethingNew", false, false)]
    public void AcceptsJobs_is_true_for_an_active_status_without_an_end(string status, bool hasEnd, bool expected) =>
        Assert.Equal(expected, new QuantumSession { Status = status, EndExecutionTime = hasEnd ? Noon : null }.AcceptsJobs);

    [Fact]
    public void WithJobs_takes_the_last_activity_from_jobs_or_the_session()
    {
        QuantumSession session = new() { Status = "Executing", CreationTime = Noon };

        Assert.Equal(Noon, session.WithJobs([]).LastActivityTime);
        Assert.Equal(Noon.AddMinutes(2), session.WithJobs([new() { CreationTime = Noon.AddMinutes(2) }]).LastActivityTime);
        Assert.Equal(
            Noon.AddMinutes(3), session.WithJobs([new() { CreationTime = Noon.AddMinutes(2), EndExecutionTime = Noon.AddMinutes(3) }]).LastActivityTime);
    }

    [Fact]
    public void Duration_of_a_job_starts_with_its_execution_or_its_creation()
    {
        QuantumSessionJob executed = new() { CreationTime = Noon, BeginExecutionTime = Noon.AddMinutes(1), EndExecutionTime = Noon.AddMinutes(2) };

        Assert.Equal(TimeSpan.FromMinutes(1), executed.Duration);
        Assert.Equal(TimeSpan.FromMinutes(2), new QuantumSessionJob { CreationTime = Noon, EndExecutionTime = Noon.AddMinutes(2) }.Duration);
    }

    [Theory]
    [InlineData("0.3", "USD", "0.30 USD")]
    [InlineData("0.12345", "USD", "0.12345 USD")]
    [InlineData("2", null, "2.00")]
    [InlineData(null, "USD", "")]
    public void Cost_estimates_have_two_to_six_decimals(string? total, string? currency, string expected)
    {
        decimal? amount = total is null ? null : decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, new QuantumCostEstimate { EstimatedTotal = amount, CurrencyCode = currency }.ToString());
    }
}
