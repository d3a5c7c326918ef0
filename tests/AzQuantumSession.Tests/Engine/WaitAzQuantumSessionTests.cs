using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class WaitAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Wait-AzQuantumSession -Id $session.Id")]
    [InlineData("Wait-AzQuantumSession $session.Id")]
    [InlineData("$session.Id | Wait-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id; Workspace = $session.Workspace } | Wait-AzQuantumSession")]
    [InlineData("Wait-AzQuantumSession -InputObject $session")]
    [InlineData("$session | Wait-AzQuantumSession")]
    [InlineData("$session, $session | Wait-AzQuantumSession")]
    [InlineData("Wait-AzQuantumSession $session.Id -Workspace $workspace -ErrorOnFailure -Any")]
    [InlineData("New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru | Wait-AzQuantumSession")]
    public void Wait_AzQuantumSession_writes_an_ended_session_once(string script)
    {
        OpenClosed();

        Assert.Equal("Succeeded", Run(script).Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_Status_ends_with_any_of_the_statuses()
    {
        QuantumSession session = Open();
        Assert.Equal("Waiting", Run("$session | Wait-AzQuantumSession -Status Waiting, Executing").Single<QuantumSession>().Status);

        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Run("$session | Wait-AzQuantumSession -Status executing").Single<QuantumSession>().Status);
    }

    [Fact]
    public void Wait_AzQuantumSession_with_Status_reports_a_status_that_cannot_be_reached()
    {
        QuantumSession session = OpenClosed();

        ErrorRecord error = RunWithoutOutput("$session | Wait-AzQuantumSession -Status Executing");

        AssertError(error, "StatusNotReached", ErrorCategory.InvalidResult, session, message: "Succeeded");
    }

    [Fact]
    public void Wait_AzQuantumSession_with_Any_ends_with_the_first_ended_session()
    {
        Open("open");
        QuantumSession ended = OpenClosed("ended");

        Assert.Equal(ended.Id, Run("$open, $ended | Wait-AzQuantumSession -Any").Single<QuantumSession>().Id);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -Status Executng", "session", "Executing")]
    [InlineData("$session | Get-AzQuantumSessionJob -Status Canceled", "job", "Cancelled")]
    [InlineData("$session | Wait-AzQuantumSession -Status Executng -Timeout 0", "session", "Executing")]
    [InlineData("$job | Wait-AzQuantumSessionJob -Status Quued -Timeout 0", "job", "Queued")]
    public void Commands_warn_about_an_unknown_status_and_continue(string script, string type, string nearest)
    {
        Open();
        Submit();

        ScriptResult result = Run(script);

        Assert.EndsWith($" is not a known status of a {type}. Did you mean '{nearest}'?", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.All(result.Errors, error => AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout, message: "is not done"));
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_Timeout_reports_each_open_session_and_closes_none()
    {
        QuantumSession first = Open("first");
        Open("second");
        QuantumSession ended = OpenClosed("ended");

        ScriptResult result = AssertTimesOut<QuantumSession>(
            "$first, $second, $ended | Wait-AzQuantumSession -Timeout 0.5 -PollingInterval 0.1", "The session itself continues");

        Assert.Equal(ended.Id, Assert.Single(result.As<QuantumSession>()).Id);
        Assert.Equal("Waiting", await ReadStatusAsync(first));
    }

    [Theory]
    [InlineData("([timespan]::FromSeconds(0.2))")]
    [InlineData("0.2")]
    [InlineData("'0.2'")]
    [InlineData("'00:00:00.2'")]
    public void Wait_AzQuantumSession_with_Timeout_accepts_seconds_and_time_spans(string value)
    {
        Open();

        ErrorRecord error = Run($"$session | Wait-AzQuantumSession -Timeout {value} -PollingInterval 0.1").Error;

        AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout, message: "00:00:00.2");
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_ErrorOnFailure_reports_a_failed_session()
    {
        QuantumSession session = await OpenWithFailedJobAsync();

        Assert.Equal("Failed", Run("$session | Wait-AzQuantumSession").Single<QuantumSession>().Status);
        ErrorRecord error = RunWithoutOutput("$session | Wait-AzQuantumSession -ErrorOnFailure");

        AssertError(error, "SessionFailed", ErrorCategory.InvalidResult, session);
        QuantumSession failed = Assert.IsType<QuantumSession>(error.TargetObject);
        Assert.Equal("Failed", failed.Status);
        QuantumSessionJob job = Run("$session | Get-AzQuantumSessionJob -Status Failed").Single<QuantumSessionJob>();
        Assert.Equal(
            (job.Id, job.Name, job.ErrorData!.Code, job.ErrorData.Message),
            (failed.FirstFailure!.JobId, failed.FirstFailure.JobName, failed.FirstFailure.Code, failed.FirstFailure.Message));
        Assert.EndsWith($"({session.Id}) failed. Job '{job.Name}' ({job.Id}) failed. {job.ErrorData}", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_ErrorOnFailure_reports_a_timed_out_session()
    {
        QuantumSession session = Open();
        await Workspace.AdvanceAsync(700);

        ErrorRecord error = RunWithoutOutput("$session | Wait-AzQuantumSession -ErrorOnFailure");

        AssertError(error, "SessionTimedOut", ErrorCategory.OperationTimeout, session, message: "10 minutes");
    }

    [Fact]
    public void Wait_AzQuantumSession_reports_an_absent_id_and_waits_for_the_others()
    {
        QuantumSession session = OpenClosed();

        ScriptResult result = Run("$absent, $session.Id | Wait-AzQuantumSession");

        Assert.Equal(session.Id, Assert.Single(result.As<QuantumSession>()).Id);
        AssertNotFound(result.Error);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_polls_many_sessions_with_list_requests()
    {
        Run("$many = 1..12 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        await AssertPollsWithListsAsync("Wait-AzQuantumSession", "GET sessions");

        Assert.Equal(12, Run("$many | Stop-AzQuantumSession; $many | Wait-AzQuantumSession").AssertNoErrors().Output.Count);
    }

    [Fact]
    public Task Wait_AzQuantumSession_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Wait-AzQuantumSession");

    [Theory]
    [InlineData("Wait-AzQuantumSession $absent -Timeout -1")]
    [InlineData("Wait-AzQuantumSession $absent -Timeout soon")]
    [InlineData("Wait-AzQuantumSession $absent -Timeout 1e12")]
    [InlineData("Wait-AzQuantumSession $absent -PollingInterval -1")]
    [InlineData("Wait-AzQuantumSession $absent -PollingInterval 0.09")]
    [InlineData("Wait-AzQuantumSessionJob $absent -PollingInterval 0")]
    [InlineData("Get-AzQuantumSession -Follow -PollingInterval 99ms")]
    [InlineData("Get-AzQuantumSessionJob $absent -Follow -PollingInterval 0")]
    [InlineData("Show-AzQuantumSession $absent -Follow -PollingInterval 0")]
    [InlineData("Wait-AzQuantumSession $absent -MaxCost -1")]
    [InlineData("Wait-AzQuantumSession $absent -MaxJobs 0")]
    [InlineData("Wait-AzQuantumSession -Id @()")]
    [InlineData("Wait-AzQuantumSession -InputObject $null")]
    public Task Wait_AzQuantumSession_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public void Wait_AzQuantumSession_shows_and_completes_its_progress()
    {
        Open("open", "ionq.simulator -Name slowest");
        OpenClosed("ended");

        AssertProgress("$open.Id, $ended.Id | Wait-AzQuantumSession -Timeout 0.5 -PollingInterval 0.1", "Waiting for 2 sessions", "^'slowest' is Waiting$");
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_MaxCost_closes_a_session_above_the_limit_and_cancels_its_jobs()
    {
        QuantumSession session = Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        await Workspace.AdvanceAsync(20);
        string unfinished = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = RunWithoutOutput("$session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 20");

        AssertError(error, "CostLimitExceeded", ErrorCategory.LimitsExceeded, session);
        Assert.Matches(@"USD.*more than the limit of 0\.5", error.ToString());
        Assert.Equal(
            [$"POST jobs/{unfinished}:cancel", $"POST sessions/{session.Id}:close"],
            (await Workspace.PostsAsync()).Order());
        await Workspace.AdvanceAsync(5);
        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_MaxCost_does_not_change_a_session_below_the_limit()
    {
        QuantumSession session = Open(arguments: "ionq.qpu.aria-1");
        await Workspace.SubmitAsync(session);
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.AdvanceAsync(20);

        Assert.Equal("Succeeded", Run("$session | Wait-AzQuantumSession -MaxCost 1000 -Timeout 10").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_MaxCost_only_reports_an_ended_session_above_the_limit()
    {
        Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.AdvanceAsync(20);
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = Run("$session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 10").Error;

        AssertError(error, "CostLimitExceeded", ErrorCategory.LimitsExceeded, message: "It has ended");
        Assert.All(await Workspace.RequestsAsync(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wait_AzQuantumSession_with_MaxJobs_closes_a_session_with_more_jobs_and_cancels_the_unfinished_jobs()
    {
        QuantumSession session = Open();
        Submit();
        await Workspace.AdvanceAsync(20);
        string unfinished = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = RunWithoutOutput("$session | Wait-AzQuantumSession -MaxJobs 1 -Timeout 20");

        AssertError(error, "SessionLimitExceeded", ErrorCategory.LimitsExceeded, session, message: "has 2 jobs, more than the limit of 1. It is closed");
        Assert.Equal([$"POST jobs/{unfinished}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
    }

    [Theory]
    [InlineData("$session | Wait-AzQuantumSession -MaxCost 1 -WhatIf")]
    [InlineData("Wait-AzQuantumSession -Id $session.Id -MaxJobs 1 -WhatIf")]
    [InlineData("Wait-AzQuantumSession -Name $session.Name -MaxCost 1 -WhatIf")]
    public async Task Wait_AzQuantumSession_with_MaxCost_and_WhatIf_sends_no_request(string script)
    {
        Open(arguments: "ionq.qpu.aria-1");

        await AssertNoRequestAsync(script);
    }

    [Theory]
    [InlineData("Wait-AzQuantumSession -InputObject $session -MaxCost 1 -Confirm")]
    [InlineData("Wait-AzQuantumSession -InputObject $session -MaxCost 1 -Confirm -AsJob")]
    [InlineData("Wait-AzQuantumSession -Name costly -MaxCost 1 -Confirm -AsJob")]
    public void Wait_AzQuantumSession_with_MaxCost_and_Confirm_prompts_before_it_waits(string script)
    {
        Open(arguments: "ionq.qpu.aria-1 -Name costly");

        Assert.Empty(RunWithResponses(script, "No").Output);

        Assert.Contains("costly", Assert.Single(Session.Host.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_waits_in_two_workspaces_at_the_same_time()
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
        Open("here");
        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $secondConnection").AssertNoErrors();
        Open("there");
        Run("$here, $there | Stop-AzQuantumSession").AssertNoErrors();

        IReadOnlyList<QuantumSession> ended = Run("$here, $there | Wait-AzQuantumSession").AssertNoErrors().As<QuantumSession>();

        Assert.Equal(2, ended.Select(session => session.Workspace).Distinct().Count());
    }

    [Fact]
    public void Wait_AzQuantumSession_with_Name_waits_for_the_open_sessions_with_the_name()
    {
        QuantumSession first = Open("first", "ionq.simulator -Name vqe-1");
        QuantumSession second = Open("second", "ionq.simulator -Name vqe-2");
        OpenClosed("closed", "ionq.simulator -Name vqe-3");
        Open("other", "ionq.simulator -Name other");

        IReadOnlyList<QuantumSession> reached = Run("Wait-AzQuantumSession -Name vqe-* -Status Waiting").AssertNoErrors().As<QuantumSession>();

        Assert.Equal(new[] { first.Id, second.Id }.Order(), reached.Select(session => session.Id).Order());
        AssertError(Run("Wait-AzQuantumSession -Name vqe-3").Error, "NotFound", ErrorCategory.ObjectNotFound, "vqe-3", "No open session");
    }

    [Fact]
    public void Wait_AzQuantumSession_with_an_escaped_name_finds_the_session()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -Name 'vqe [h2]'");

        Assert.Equal(session.Id, Run("Wait-AzQuantumSession -Name 'vqe `[h2`]' -Status Waiting").Single<QuantumSession>().Id);
    }

    [Fact]
    public void Wait_AzQuantumSession_with_a_wildcard_that_matches_nothing_writes_nothing() =>
        Assert.Empty(Run("Wait-AzQuantumSession -Name nothing-*").AssertNoErrors().Output);

    [Theory]
    [InlineData("$session | Wait-AzQuantumSession -AsJob")]
    [InlineData("Use-AzQuantumSession ionq.simulator { 1 } -AsJob")]
    public void AsJob_without_the_module_for_thread_jobs_is_an_error_that_says_what_to_install(string script)
    {
        Open();

        AssertError(Run($"$PSModuleAutoLoadingPreference = 'None'; {script}").Error, "ThreadJobNotFound", ErrorCategory.NotInstalled, message: "Microsoft.PowerShell.ThreadJob");
        Run("$session | Get-AzQuantumSession").AssertNoErrors();
    }
}
