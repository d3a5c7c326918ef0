using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of <c>Use-AzQuantumSession</c> with jobs that end while the block runs.</summary>
public sealed class UseAzQuantumSessionJobsTests(RunningClockFixture fixture) : EngineTests(fixture), IClassFixture<RunningClockFixture>
{
    [Fact]
    public void Use_AzQuantumSession_runs_a_loop_of_jobs_and_closes_the_session()
    {
        IReadOnlyList<QuantumJobResult> results = Run("""
            Use-AzQuantumSession ionq.simulator {
                foreach ($step in 1..3) { $_ | Submit-AzQuantumSessionJob -InputObject $bell -Name "step $step" -Wait | Receive-AzQuantumSessionJob }
            }
            """).AssertNoErrors().As<QuantumJobResult>();

        Assert.Equal(["step 1", "step 2", "step 3"], results.Select(result => result.Name));
        Assert.Equal(["00", "11"], results[0].Histogram.Select(outcome => outcome.Outcome));
        Session["id"] = results[0].SessionId;
        QuantumSession ended = Run("Wait-AzQuantumSession $id | Get-AzQuantumSession -IncludeJobs").Single<QuantumSession>();
        Assert.Equal("Succeeded", ended.Status);
        Assert.Equal(3, ended.JobSummary!["Succeeded"]);
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_WaitForJobs_waits_before_it_closes()
    {
        QuantumSessionJob job = Run("Use-AzQuantumSession ionq.simulator -WaitForJobs { $_ | Submit-AzQuantumSessionJob -InputObject $bell }").Single<QuantumSessionJob>();

        Session["job"] = job;
        Assert.Equal("Succeeded", Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().Status);
        Session["session"] = job.SessionId;
        Assert.Equal("Succeeded", Run("Get-AzQuantumSession $session").Single<QuantumSession>().Status);
        Assert.NotEmpty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_MaxCost_stops_the_block_and_closes_the_session()
    {
        ScriptResult result = Run("""
            Use-AzQuantumSession ionq.qpu.aria-1 -MaxCost 0.01 {
                $used = $_
                $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Shots 1000 -Wait
                while ($true) { }
            }
            'after'
            """);

        Assert.Equal("after", Assert.Single(result.Output).BaseObject);
        Assert.True((await Workspace.ReadAsync(Session.Get<QuantumSession>("used"))).IsTerminal);
        AssertError(result.Error, "CostLimitExceeded", ErrorCategory.LimitsExceeded);
        Assert.Matches(@"USD.*more than the limit of 0\.01", result.Error.ToString());
    }

    [Fact]
    public void Use_AzQuantumSession_with_MaxCost_reports_nothing_below_the_limit() =>
        Run("Use-AzQuantumSession ionq.qpu.aria-1 -MaxCost 1000 { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Wait }").AssertNoErrors();

    [Theory]
    [InlineData("foreach ($step in 1..9) { $_ | Submit-AzQuantumSessionJob -InputObject $bell }")]
    [InlineData("foreach ($step in 1..9) { Submit-AzQuantumSessionJob -SessionId $_.Id -InputObject $bell }")]
    [InlineData("$bell, $bell, $bell | Submit-AzQuantumSessionJob -Session $_")]
    [InlineData("$job = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Wait; $job; $job, $job | Restart-AzQuantumSessionJob -Force")]
    public async Task Use_AzQuantumSession_with_MaxJobs_stops_the_block_at_the_first_job_above_the_limit(string statement)
    {
        ScriptResult result = Run($"Use-AzQuantumSession ionq.simulator -MaxJobs 2 {{ $used = $_; {statement}; 'not reached' }}; 'after'");

        Assert.Equal("after", result.Output[^1].BaseObject);
        Assert.Equal(3, result.Output.Count);
        AssertError(result.Error, "SessionLimitExceeded", ErrorCategory.LimitsExceeded, message: "has the maximum number of jobs, 2, and another job was not submitted.");
        QuantumSession used = await Workspace.ReadAsync(Session.Get<QuantumSession>("used"));
        Session["id"] = used.Id;
        Assert.Equal(2, Run("Get-AzQuantumSessionJob -SessionId $id").AssertNoErrors().Output.Count);
        Assert.Equal(1, await Workspace.CountRequestsAsync($"POST sessions/{used.Id}:close"));
    }

    [Fact]
    public void Use_AzQuantumSession_with_MaxJobs_reports_nothing_at_the_limit()
    {
        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator -MaxJobs 2 { foreach ($step in 1..2) { $_ | Submit-AzQuantumSessionJob -InputObject $bell } }");

        Assert.Equal(2, result.AssertNoErrors().As<QuantumSessionJob>().Count);
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_MaxJobs_does_not_count_a_rejected_job()
    {
        await Workspace.FailRequestsAsync(400, "/jobs/", "PUT", times: 1);

        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator -MaxJobs 1 { foreach ($step in 1..2) { $_ | Submit-AzQuantumSessionJob -InputObject $bell } }");

        Assert.Single(result.As<QuantumSessionJob>());
        AssertError(result.Error, "RequestRejected", ErrorCategory.InvalidOperation);
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_MaxJobs_counts_a_job_that_may_exist()
    {
        await Workspace.FailRequestsAsync(504, "/jobs/", "PUT", times: 5);

        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator -MaxJobs 1 { foreach ($step in 1..2) { $_ | Submit-AzQuantumSessionJob -InputObject $bell } }");

        Assert.Empty(result.Output);
        Assert.Equal(["ServiceUnavailable", "SessionLimitExceeded"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void Use_AzQuantumSession_with_MaxJobs_counts_the_earlier_jobs_of_an_open_session()
    {
        Open();
        Submit();
        Submit();

        ScriptResult result = Run("""
            $session | Use-AzQuantumSession -MaxJobs 1 { while ($true) { } }
            'after'
            """);

        Assert.Equal("after", Assert.Single(result.Output).BaseObject);
        AssertError(result.Error, "SessionLimitExceeded", ErrorCategory.LimitsExceeded);
    }
}

/// <summary>An emulated workspace with the clock of the system, whose jobs end after 40 ms.</summary>
public sealed class RunningClockFixture() : EngineFixture(DefaultOptions with
{
    Frozen = false,
    QueueTime = TimeSpan.FromMilliseconds(20),
    JobDuration = TimeSpan.FromMilliseconds(20),
});
