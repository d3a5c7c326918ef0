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
}

/// <summary>An emulated workspace with the clock of the system, whose jobs end after 40 ms.</summary>
public sealed class RunningClockFixture() : EngineFixture(DefaultOptions with
{
    Frozen = false,
    QueueTime = TimeSpan.FromMilliseconds(20),
    JobDuration = TimeSpan.FromMilliseconds(20),
});
