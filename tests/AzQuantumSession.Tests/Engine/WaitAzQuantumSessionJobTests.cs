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
    public async Task Writes_an_ended_job_once(string script)
    {
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Succeeded", Run(script).Single<QuantumSessionJob>().Status);
    }

    [Fact]
    public async Task Status_ends_the_wait()
    {
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Run("$job | Wait-AzQuantumSessionJob -Status Executing").Single<QuantumSessionJob>().Status);
    }

    [Fact]
    public async Task Status_that_can_no_longer_be_reached_is_an_error()
    {
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$job | Wait-AzQuantumSessionJob -Status Executing");

        Assert.Empty(result.Output);
        AssertError(result.Error, "StatusNotReached", ErrorCategory.InvalidResult, Session["job"], says: "Job 'step'");
    }

    [Fact]
    public async Task Any_ends_with_the_first()
    {
        await Workspace.AdvanceAsync(60);
        Submit("open");

        Assert.Equal("step", Run("$open, $job | Wait-AzQuantumSessionJob -Any").Single<QuantumSessionJob>().Name);
    }

    [Fact]
    public async Task Timeout_is_an_error_for_each_job_and_ends_none()
    {
        await Workspace.AdvanceAsync(60);
        QuantumSessionJob first = Submit("first");
        QuantumSessionJob second = Submit("second");

        ScriptResult result = Run("$first, $second, $job | Wait-AzQuantumSessionJob -Timeout 0.5 -PollingInterval 0.05");

        Assert.Equal("step", Assert.Single(result.As<QuantumSessionJob>()).Name);
        Assert.Equal(
            new[] { first.Id, second.Id }.Order(),
            result.Errors.Select(error => Assert.IsType<QuantumSessionJob>(error.TargetObject).Id).Order());
        Assert.All(result.Errors, error => AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout, says: "The job itself goes on"));
        Assert.False(Run("$first | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().IsTerminal);
    }

    [Fact]
    public async Task ErrorOnFailure_turns_a_failed_job_into_an_error_with_the_code_of_the_service()
    {
        Session["bad"] = await Workspace.SubmitAsync((QuantumSession)Session["session"]!, fails: true);
        await Workspace.AdvanceAsync(60);

        QuantumSessionJob failed = Run("Wait-AzQuantumSessionJob $bad").Single<QuantumSessionJob>();
        ScriptResult result = Run("Wait-AzQuantumSessionJob $bad -ErrorOnFailure");

        Assert.Equal("Failed", failed.Status);
        Assert.Empty(result.Output);
        AssertError(result.Error, "JobFailed", ErrorCategory.InvalidResult, failed, says: failed.ErrorData!.Code);
    }

    [Fact]
    public async Task ErrorOnFailure_turns_a_cancelled_job_into_an_error()
    {
        Run("$job | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$job | Wait-AzQuantumSessionJob -ErrorOnFailure");

        Assert.Empty(result.Output);
        AssertError(result.Error, "JobCancelled", ErrorCategory.OperationStopped, Session["job"]);
    }

    [Fact]
    public async Task Reports_an_absent_id_and_waits_for_the_others()
    {
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$absent, $job.Id | Wait-AzQuantumSessionJob");

        Assert.Equal("step", Assert.Single(result.As<QuantumSessionJob>()).Name);
        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
    }

    [Fact]
    public async Task Polls_many_jobs_by_listing()
    {
        Run("$many = 1..12 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell }").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(12, Run("$many | Wait-AzQuantumSessionJob -Timeout 0.3 -PollingInterval 0.1").Errors.Count);

        Assert.All(await Workspace.RequestsAsync(), request => Assert.DoesNotContain("GET jobs/", request, StringComparison.Ordinal));
        await Workspace.AdvanceAsync(600);
        Assert.Equal(12, Run("$many | Wait-AzQuantumSessionJob").AssertNoErrors().Output.Count);
    }

    [Fact]
    public Task Does_nothing_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Wait-AzQuantumSessionJob");

    [Theory]
    [InlineData("Wait-AzQuantumSessionJob -Id @()")]
    [InlineData("Wait-AzQuantumSessionJob -InputObject $null")]
    [InlineData("Wait-AzQuantumSessionJob $absent -Timeout -1")]
    [InlineData("Wait-AzQuantumSessionJob $absent -Status ''")]
    public Task Refuses_invalid_arguments(string script) => AssertRefusedAsync(script);

    [Fact]
    public async Task Progress_says_how_many_are_done_and_is_completed()
    {
        await Workspace.AdvanceAsync(60);
        Submit("open", "-InputObject $bell -Name slowest");

        IReadOnlyList<ProgressRecord> progress = Run("$open.Id, $job.Id | Wait-AzQuantumSessionJob -Timeout 0.5 -PollingInterval 0.05").Progress;

        Assert.All(progress, record => Assert.Equal("Waiting for 2 jobs", record.Activity));
        Assert.Contains(progress, record => record.StatusDescription == "1 of 2 done");
        Assert.Contains(progress, record => record.CurrentOperation?.StartsWith("'slowest' is ", StringComparison.Ordinal) is true);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }
}
