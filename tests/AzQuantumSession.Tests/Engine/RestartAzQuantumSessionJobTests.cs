using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

public sealed class RestartAzQuantumSessionJobTests : EngineTests, IClassFixture<EngineFixture>
{
    public RestartAzQuantumSessionJobTests(EngineFixture fixture)
        : base(fixture) => Session["invalid"] = Circuits.Invalid;

    [Theory]
    [InlineData("Restart-AzQuantumSessionJob $failed.Id")]
    [InlineData("Restart-AzQuantumSessionJob -Id $failed.Id -Workspace $workspace")]
    [InlineData("$failed | Restart-AzQuantumSessionJob")]
    [InlineData("$failed | ForEach-Object $deserialize | Restart-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob $session.Id -Status Failed | Restart-AzQuantumSessionJob")]
    [InlineData("$session | Restart-AzQuantumSessionJob")]
    public async Task Restart_AzQuantumSessionJob_submits_a_failed_job_to_its_session_again(string script)
    {
        QuantumSessionJob failed = await FailAsync();

        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.NotEqual(failed.Id, job.Id);
        Assert.Equal((failed.SessionId, failed.Target, failed.Name), (job.SessionId, job.Target, job.Name));
        Assert.Equal(await Workspace.ReadInputAsync(failed.Id), await Workspace.ReadInputAsync(job.Id));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_sends_all_properties_of_the_job()
    {
        Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        Submit(arguments: """
            -InputObject $invalid -Name 'a step' -Shots 100 -InputParams @{ noise = @{ model = 'aria-1'; seed = 7 }; list = 1, 2.5; flag = $true } `
            -OutputFormat ionq.quantum-results.v1 -InputFormat ionq.circuit.v1 -Tag a, b -Metadata @{ label = 'x'; run = 17 } -Priority High -Compress
            """);
        await Workspace.AdvanceAsync(60);

        QuantumSessionJob job = Run("$old = $job | Get-AzQuantumSessionJob; $job | Restart-AzQuantumSessionJob").Single<QuantumSessionJob>();

        QuantumSessionJob old = Session.Get<QuantumSessionJob>("old");
        Assert.Equal("Failed", old.Status);
        Assert.Equal(("a step", "High"), (job.Name, job.Priority));
        Assert.Equal((old.InputDataFormat, old.OutputDataFormat, old.ProviderId), (job.InputDataFormat, job.OutputDataFormat, job.ProviderId));
        Assert.Equal(["a", "b"], job.Tags);
        Assert.Equal(old.Metadata, job.Metadata);
        Assert.Equal(["flag", "list", "noise", "shots"], job.InputParams.Keys.Order());
        Assert.Equal((100L, true), (job.InputParams["shots"], job.InputParams["flag"]));
        Assert.Equal([1L, 2.5m], Assert.IsType<IEnumerable<object?>>(job.InputParams["list"], exactMatch: false));
        Assert.Equal(Circuits.Invalid, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
        Session["new"] = job;
        Assert.Equal("gzip", Run("$new | Get-AzQuantumSessionJobFile -Name inputData").Single<QuantumJobFile>().ContentEncoding);
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_submits_a_cancelled_job_without_a_session_again()
    {
        Run("$job = Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator; $job | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(60);
        await Workspace.ForgetRequestsAsync();

        QuantumSessionJob job = Run("$job | Restart-AzQuantumSessionJob").Single<QuantumSessionJob>();

        Assert.Equal((null, "ionq.simulator"), (job.SessionId, job.Target));
        Assert.Equal(Circuits.Bell, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
        Assert.Equal(0, await Workspace.CountRequestsAsync("sessions"));
        Assert.Equal(0, await Workspace.CountRequestsAsync("providerStatus"));
    }

    [Theory]
    [InlineData("$failed | Restart-AzQuantumSessionJob -Session $other")]
    [InlineData("$failed | Restart-AzQuantumSessionJob -Session ($other | ForEach-Object $deserialize)")]
    [InlineData("$failed | Restart-AzQuantumSessionJob -SessionId $other.Id")]
    [InlineData("$session | Restart-AzQuantumSessionJob -SessionId $other.Id")]
    public async Task Restart_AzQuantumSessionJob_submits_to_another_session(string script)
    {
        await FailAsync(policy: "Abort");
        QuantumSession other = Open("other");

        Assert.Equal(other.Id, Run(script).Single<QuantumSessionJob>().SessionId);
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_submits_to_a_session_of_another_workspace()
    {
        QuantumSessionJob failed = await FailAsync();
        await using EmulatorFixture lab = await EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "lab" });
        QuantumSession there = await lab.OpenAsync();
        Session["there"] = there;

        QuantumSessionJob job = Run("$failed | Restart-AzQuantumSessionJob -Session $there").Single<QuantumSessionJob>();

        Assert.Equal((there.Id, there.Workspace), (job.SessionId, job.Workspace));
        Assert.Equal(await Workspace.ReadInputAsync(failed.Id), await lab.ReadInputAsync(job.Id));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_restarts_the_failed_and_cancelled_jobs_of_a_session_in_their_order()
    {
        Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        Submit(arguments: "-InputObject $invalid -Name first");
        Submit(arguments: "-InputObject $bell -Name succeeds");
        Submit("second", "-InputObject $bell -Name second");
        Run("$second | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(60);
        Submit(arguments: "-InputObject $bell -Name runs");
        await Workspace.ForgetRequestsAsync();

        IReadOnlyList<QuantumSessionJob> jobs = Run("$session | Restart-AzQuantumSessionJob").AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal(["first", "second"], jobs.Select(job => job.Name));
        Assert.Equal(1, (await Workspace.RequestsAsync()).Count(request => request.Split('?')[0] == $"GET sessions/{jobs[0].SessionId}"));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_of_a_session_without_failed_jobs_writes_a_verbose_message()
    {
        Open();
        Submit();
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$session | Restart-AzQuantumSessionJob -Force -Verbose").AssertNoErrors();

        Assert.Empty(result.Output);
        Assert.Contains(result.Verbose, line => line.Contains("has no failed and no cancelled jobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_refuses_a_job_that_succeeded_without_Force()
    {
        Open();
        QuantumSessionJob old = Submit();
        await Workspace.AdvanceAsync(60);

        AssertError(RunWithoutOutput("$job | Restart-AzQuantumSessionJob"), "JobNotFailed", ErrorCategory.InvalidOperation, old, "give -Force");
        Assert.NotEqual(old.Id, Run("$job | Restart-AzQuantumSessionJob -Force").Single<QuantumSessionJob>().Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void Restart_AzQuantumSessionJob_refuses_a_job_that_still_runs(string arguments)
    {
        Open();
        QuantumSessionJob job = Submit();

        AssertError(
            RunWithoutOutput($"$job | Restart-AzQuantumSessionJob {arguments}"), "JobNotFinished", ErrorCategory.ResourceUnavailable, job, "Stop-AzQuantumSessionJob");
    }

    [Theory]
    [InlineData("$failed | Restart-AzQuantumSessionJob")]
    [InlineData("$session | Restart-AzQuantumSessionJob")]
    [InlineData("$failed | Restart-AzQuantumSessionJob -Session $session")]
    public async Task Restart_AzQuantumSessionJob_reports_a_session_that_has_ended_before_the_upload(string script)
    {
        QuantumSessionJob failed = await FailAsync(policy: "Abort");
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = RunWithoutOutput(script);

        AssertError(error, "SessionEnded", ErrorCategory.InvalidOperation, Session["session"], "Open another session, and give it to -Session.");
        Assert.Contains(failed.Id, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Workspace.CountRequestsAsync("PUT "));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_refuses_a_session_on_another_target()
    {
        QuantumSessionJob failed = await FailAsync();
        Open("other", "ionq.qpu.aria-1");

        AssertError(
            RunWithoutOutput("$failed | Restart-AzQuantumSessionJob -Session $other"),
            "TargetMismatch",
            ErrorCategory.InvalidArgument,
            failed,
            "is for target 'ionq.simulator' of provider 'ionq'");
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_continues_after_a_job_that_cannot_be_restarted()
    {
        await FailAsync();

        ScriptResult result = Run("$absent, $failed.Id | Restart-AzQuantumSessionJob");

        AssertNotFound(result.Error);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_rejects_two_sessions()
    {
        Open();

        AssertError(
            await RunWithoutRequestAsync("Restart-AzQuantumSessionJob $absent -SessionId $absent -Session $session"),
            "InputInvalid",
            ErrorCategory.InvalidArgument,
            message: "in -Session and in -SessionId");
    }

    [Theory]
    [InlineData("$failed | Restart-AzQuantumSessionJob -WhatIf")]
    [InlineData("Restart-AzQuantumSessionJob $failed.Id -SessionId $absent -WhatIf")]
    [InlineData("$session | Restart-AzQuantumSessionJob -WhatIf")]
    [InlineData("@() | Restart-AzQuantumSessionJob")]
    public async Task Restart_AzQuantumSessionJob_with_WhatIf_sends_no_request(string script)
    {
        await FailAsync();

        await AssertNoRequestAsync(script);
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_reports_an_input_that_was_deleted()
    {
        await FailAsync();
        await Workspace.FailRequestsAsync(404, "inputData", "GET", code: "BlobNotFound");

        AssertError(
            RunWithoutOutput("$failed | Restart-AzQuantumSessionJob"), "NotFound", ErrorCategory.ObjectNotFound, message: "download the input of job");
    }

    private async Task<QuantumSessionJob> FailAsync(string policy = "Continue")
    {
        QuantumSession session = Open(arguments: $"ionq.simulator -JobFailurePolicy {policy}");
        string id = await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        QuantumSessionJob failed = Run($"Get-AzQuantumSessionJob -Id {id}").Single<QuantumSessionJob>();
        Assert.Equal("Failed", failed.Status);
        Session["failed"] = failed;
        await Workspace.ForgetRequestsAsync();
        return failed;
    }
}
