namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of <c>Get-AzQuantumSession -IncludeJobs</c>.</summary>
public sealed class GetAzQuantumSessionIncludeJobsTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeJobs_lists_jobs_newest_first_and_counts_them_by_status()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(1);
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(1);
        string failed = await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);

        QuantumSession read = Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();

        Assert.Equal(3, read.Jobs!.Count);
        Assert.Equal(failed, read.Jobs[0].Id);
        Assert.Equal(2, read.JobSummary!["Succeeded"]);
        Assert.Equal(1, read.JobSummary["Failed"]);
        Assert.Equal(read.Jobs.Max(job => job.EndExecutionTime), read.LastActivityTime);
        Assert.Equal(read.LastActivityTime + TimeSpan.FromMinutes(10), read.IdleTimeoutTime);
    }

    [Fact]
    public void Get_AzQuantumSession_with_IncludeJobs_predicts_the_timeout_of_a_session_without_jobs()
    {
        QuantumSession session = Open();

        QuantumSession read = Run("Get-AzQuantumSession -Id $session.Id -IncludeJobs").Single<QuantumSession>();

        Assert.Empty(read.Jobs!);
        Assert.Equal(session.CreationTime, read.LastActivityTime);
        Assert.Equal(session.CreationTime + TimeSpan.FromMinutes(10), read.IdleTimeoutTime);
    }

    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeJobs_predicts_no_timeout_while_a_job_runs_or_after_the_end()
    {
        await OpenExecutingAsync();

        Assert.Null(Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>().IdleTimeoutTime);

        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.AdvanceAsync(60);
        QuantumSession ended = Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();
        Assert.Equal("Succeeded", ended.Status);
        Assert.Null(ended.IdleTimeoutTime);
    }

    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeJobs_adds_up_the_cost_of_the_jobs()
    {
        QuantumSession session = Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        Submit(arguments: "-InputObject $bell -Shots 500");
        await Workspace.AdvanceAsync(60);

        QuantumSession read = Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();

        decimal total = 1500 * (0.000220m + 0.000975m);
        Assert.Equal((total, "USD", false), (read.Cost, read.Currency, read.CostIsPartial));
        Assert.Equal([1500m, 1500m], read.CostEstimate!.Events.Select(item => item.AmountConsumed!.Value));
        Assert.Equal([500m, 1000m], read.Jobs!.Select(job => job.CostEstimate!.Events[0].AmountConsumed!.Value));

        await Workspace.SubmitAsync(session);
        read = Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();
        Assert.Equal((total, true), (read.Cost, read.CostIsPartial));
    }

    [Fact]
    public async Task Get_AzQuantumSession_without_IncludeJobs_has_no_cost()
    {
        Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        await Workspace.AdvanceAsync(60);

        QuantumSession read = Run("$session | Get-AzQuantumSession").Single<QuantumSession>();

        Assert.Equal((null, null, null, null), (read.Cost, read.Currency, read.CostEstimate, read.CostIsPartial));
    }

    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeJobs_explains_a_failed_session_by_its_first_failed_job()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        string first = await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        string second = await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();

        QuantumSession read = Run("$session | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();

        Assert.Equal(("Failed", null), (read.Status, read.ErrorData));
        Assert.Equal([first, second], read.FailedJobs!.Select(job => job.Id));
        QuantumSessionFailure failure = read.FirstFailure!;
        QuantumSessionJob job = read.FailedJobs![0];
        Assert.Equal((first, job.Name, "InvalidCircuit", job.ErrorData!.Message), (failure.JobId, failure.JobName, failure.Code, failure.Message));
        Assert.NotEmpty(failure.Message!);
    }

    [Fact]
    public async Task Get_AzQuantumSession_without_IncludeJobs_reads_no_jobs()
    {
        Open();
        await Workspace.ForgetRequestsAsync();

        QuantumSession read = Run("$session | Get-AzQuantumSession").Single<QuantumSession>();

        Assert.Null(read.Jobs);
        Assert.Null(read.JobSummary);
        Assert.Null(read.IdleTimeoutTime);
        Assert.Single(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Get_AzQuantumSession_with_IncludeJobs_reads_the_jobs_of_listed_sessions()
    {
        Open("one");
        Open("two");

        IReadOnlyList<QuantumSession> listed = Run("Get-AzQuantumSession -First 2 -IncludeJobs").AssertNoErrors().As<QuantumSession>();

        Assert.Equal(2, listed.Count);
        Assert.All(listed, session => Assert.NotNull(session.Jobs));
    }
}
