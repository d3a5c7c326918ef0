using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class WaitAzQuantumSessionJobTests : EngineTests, IClassFixture<EngineFixture>
{
    public WaitAzQuantumSessionJobTests(EngineFixture fixture)
        : base(fixture)
    {
        Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        Submit(arguments: "-InputObject $bell -Name step");
    }

    [Theory]
    [InlineData("Wait-AzQuantumSessionJob -Id $job.Id")]
    [InlineData("Wait-AzQuantumSessionJob $job.Id")]
    [InlineData("$job.Id | Wait-AzQuantumSessionJob")]
    [InlineData("[pscustomobject] @{ Id = $job.Id; Workspace = $job.Workspace } | Wait-AzQuantumSessionJob")]
    [InlineData("Wait-AzQuantumSessionJob -InputObject $job")]
    [InlineData("$job | Wait-AzQuantumSessionJob")]
    [InlineData("$job, $job | Wait-AzQuantumSessionJob")]
    [InlineData("Wait-AzQuantumSessionJob $job.Id -Workspace $workspace -ErrorOnFailure -Any")]
    public async Task Wait_AzQuantumSessionJob_writes_an_ended_job_once(string script)
    {
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Succeeded", Run(script).Single<QuantumSessionJob>().Status);
    }

    [Fact]
    public Task Wait_AzQuantumSessionJob_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Wait-AzQuantumSessionJob");

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_Status_ends_with_this_status()
    {
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Run("$job | Wait-AzQuantumSessionJob -Status Executing").Single<QuantumSessionJob>().Status);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_Status_reports_a_status_that_cannot_be_reached()
    {
        await Workspace.AdvanceAsync(60);

        ErrorRecord error = RunWithoutOutput("$job | Wait-AzQuantumSessionJob -Status Executing");

        AssertError(error, "StatusNotReached", ErrorCategory.InvalidResult, Session["job"], message: "Job 'step'");
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_Any_ends_with_the_first_ended_job()
    {
        await Workspace.AdvanceAsync(60);
        Submit("open");

        Assert.Equal("step", Run("$open, $job | Wait-AzQuantumSessionJob -Any").Single<QuantumSessionJob>().Name);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_Timeout_reports_each_open_job_and_cancels_none()
    {
        await Workspace.AdvanceAsync(60);
        Submit("first");
        Submit("second");

        ScriptResult result = AssertTimesOut<QuantumSessionJob>(
            "$first, $second, $job | Wait-AzQuantumSessionJob -Timeout 0.5 -PollingInterval 0.1", "The job itself continues");

        Assert.Equal("step", Assert.Single(result.As<QuantumSessionJob>()).Name);
        Assert.False(Run("$first | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().IsTerminal);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_ErrorOnFailure_reports_the_error_code_of_a_failed_job()
    {
        Session["failed"] = await Workspace.SubmitAsync((QuantumSession)Session["session"]!, fails: true);
        await Workspace.AdvanceAsync(60);

        QuantumSessionJob failed = Run("Wait-AzQuantumSessionJob $failed").Single<QuantumSessionJob>();
        ErrorRecord error = RunWithoutOutput("Wait-AzQuantumSessionJob $failed -ErrorOnFailure");

        Assert.Equal("Failed", failed.Status);
        AssertError(error, "JobFailed", ErrorCategory.InvalidResult, failed, message: failed.ErrorData!.Code);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_with_ErrorOnFailure_reports_a_cancelled_job()
    {
        Run("$job | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(60);

        ErrorRecord error = RunWithoutOutput("$job | Wait-AzQuantumSessionJob -ErrorOnFailure");

        AssertError(error, "JobCancelled", ErrorCategory.OperationStopped, Session["job"]);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_reports_an_absent_id_and_waits_for_the_others()
    {
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$absent, $job.Id | Wait-AzQuantumSessionJob");

        Assert.Equal("step", Assert.Single(result.As<QuantumSessionJob>()).Name);
        AssertNotFound(result.Error);
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_polls_many_jobs_with_list_requests()
    {
        Run("$many = 1..12 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell }").AssertNoErrors();

        await AssertPollsWithListsAsync("Wait-AzQuantumSessionJob", $"GET sessions/{Session.Get<QuantumSession>("session").Id}/jobs");

        await Workspace.AdvanceAsync(600);
        Assert.Equal(12, Run("$many | Wait-AzQuantumSessionJob").AssertNoErrors().Output.Count);
    }

    [Theory]
    [InlineData("Wait-AzQuantumSessionJob -Id @()")]
    [InlineData("Wait-AzQuantumSessionJob -InputObject $null")]
    [InlineData("Wait-AzQuantumSessionJob $absent -Timeout -1")]
    [InlineData("Wait-AzQuantumSessionJob $absent -Status ''")]
    public Task Wait_AzQuantumSessionJob_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Wait_AzQuantumSessionJob_shows_and_completes_its_progress()
    {
        await Workspace.AdvanceAsync(60);
        Submit("open", "-InputObject $bell -Name slowest");

        AssertProgress("$open.Id, $job.Id | Wait-AzQuantumSessionJob -Timeout 0.5 -PollingInterval 0.1", "Waiting for 2 jobs", "^'slowest' is ");
    }
}
