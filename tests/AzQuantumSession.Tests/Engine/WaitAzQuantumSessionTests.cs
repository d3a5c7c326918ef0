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
    public void Writes_an_ended_session_once(string script)
    {
        Open();
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Equal("Succeeded", Run(script).Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Status_ends_the_wait_with_any_of_the_statuses()
    {
        QuantumSession session = Open();
        Assert.Equal("Waiting", Run("$session | Wait-AzQuantumSession -Status Waiting, Executing").Single<QuantumSession>().Status);

        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Run("$session | Wait-AzQuantumSession -Status executing").Single<QuantumSession>().Status);
    }

    [Fact]
    public void Status_that_can_no_longer_be_reached_is_an_error()
    {
        QuantumSession session = Open();
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();

        ScriptResult result = Run("$session | Wait-AzQuantumSession -Status Executing");

        Assert.Empty(result.Output);
        AssertError(result.Error, "StatusNotReached", ErrorCategory.InvalidResult, session, says: "Succeeded");
    }

    [Fact]
    public void Any_ends_with_the_first()
    {
        Open("open");
        QuantumSession ended = Open("ended");
        Run("$ended | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Equal(ended.Id, Run("$open, $ended | Wait-AzQuantumSession -Any").Single<QuantumSession>().Id);
    }

    [Fact]
    public async Task Timeout_is_an_error_for_each_session_and_ends_none()
    {
        QuantumSession first = Open("first");
        QuantumSession second = Open("second");
        QuantumSession ended = Open("ended");
        Run("$ended | Stop-AzQuantumSession").AssertNoErrors();

        ScriptResult result = Run("$first, $second, $ended | Wait-AzQuantumSession -Timeout 0.5 -PollingInterval 0.05");

        Assert.Equal(ended.Id, Assert.Single(result.As<QuantumSession>()).Id);
        Assert.Equal(
            new[] { first.Id, second.Id }.Order(),
            result.Errors.Select(error => Assert.IsType<QuantumSession>(error.TargetObject).Id).Order());
        Assert.All(result.Errors, error => AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout));
        Assert.Equal("Waiting", await StatusAsync(first));
    }

    [Theory]
    [InlineData("([timespan]::FromSeconds(0.2))")]
    [InlineData("0.2")]
    [InlineData("'0.2'")]
    [InlineData("'00:00:00.2'")]
    public void Timeout_takes_seconds_and_time_spans(string value)
    {
        Open();

        ErrorRecord error = Run($"$session | Wait-AzQuantumSession -Timeout {value} -PollingInterval 0.05").Error;

        AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout, says: "00:00:00.2");
    }

    [Fact]
    public async Task ErrorOnFailure_turns_a_failed_session_into_an_error()
    {
        QuantumSession session = Open();
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Failed", Run("$session | Wait-AzQuantumSession").Single<QuantumSession>().Status);
        ScriptResult result = Run("$session | Wait-AzQuantumSession -ErrorOnFailure");

        Assert.Empty(result.Output);
        AssertError(result.Error, "SessionFailed", ErrorCategory.InvalidResult, session);
        Assert.Equal("Failed", Assert.IsType<QuantumSession>(result.Error.TargetObject).Status);
    }

    [Fact]
    public async Task ErrorOnFailure_turns_a_timed_out_session_into_an_error()
    {
        QuantumSession session = Open();
        await Workspace.AdvanceAsync(700);

        ScriptResult result = Run("$session | Wait-AzQuantumSession -ErrorOnFailure");

        Assert.Empty(result.Output);
        AssertError(result.Error, "SessionTimedOut", ErrorCategory.OperationTimeout, session, says: "10 minutes");
    }

    [Fact]
    public void Reports_an_absent_id_and_waits_for_the_others()
    {
        QuantumSession session = Open();
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();

        ScriptResult result = Run("$absent, $session.Id | Wait-AzQuantumSession");

        Assert.Equal(session.Id, Assert.Single(result.As<QuantumSession>()).Id);
        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
    }

    [Fact]
    public async Task Polls_many_sessions_by_listing()
    {
        Run("$many = 1..12 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(12, Run("$many | Wait-AzQuantumSession -Timeout 0.3 -PollingInterval 0.1").Errors.Count);

        Assert.All(await Workspace.RequestsAsync(), request => Assert.StartsWith("GET sessions", request, StringComparison.Ordinal));
        Assert.All(await Workspace.RequestsAsync(), request => Assert.DoesNotContain("GET sessions/", request, StringComparison.Ordinal));
        Assert.Equal(12, Run("$many | Stop-AzQuantumSession; $many | Wait-AzQuantumSession").AssertNoErrors().Output.Count);
    }

    [Fact]
    public Task Does_nothing_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Wait-AzQuantumSession");

    [Theory]
    [InlineData("Wait-AzQuantumSession $absent -Timeout -1")]
    [InlineData("Wait-AzQuantumSession $absent -Timeout soon")]
    [InlineData("Wait-AzQuantumSession $absent -Timeout 1e12")]
    [InlineData("Wait-AzQuantumSession $absent -PollingInterval -1")]
    [InlineData("Wait-AzQuantumSession $absent -MaxCost -1")]
    [InlineData("Wait-AzQuantumSession -Id @()")]
    [InlineData("Wait-AzQuantumSession -InputObject $null")]
    public Task Refuses_invalid_arguments(string script) => AssertRefusedAsync(script);

    [Fact]
    public void Progress_says_how_many_are_done_and_is_completed()
    {
        Open("open", "ionq.simulator -Name slowest");
        Open("ended");
        Run("$ended | Stop-AzQuantumSession").AssertNoErrors();

        IReadOnlyList<ProgressRecord> progress = Run("$open.Id, $ended.Id | Wait-AzQuantumSession -Timeout 0.5 -PollingInterval 0.05").Progress;

        Assert.All(progress, record => Assert.Equal("Waiting for 2 sessions", record.Activity));
        Assert.Contains(progress, record => record.StatusDescription == "1 of 2 done");
        Assert.Contains(progress, record => record.CurrentOperation == "'slowest' is Waiting");
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public async Task MaxCost_closes_a_session_that_costs_more_and_cancels_its_jobs()
    {
        QuantumSession session = Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        await Workspace.AdvanceAsync(20);
        string unfinished = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("$session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 20");

        Assert.Empty(result.Output);
        AssertError(result.Error, "CostLimitExceeded", ErrorCategory.LimitsExceeded, session);
        Assert.Matches(@"USD.*more than the limit of 0\.5", result.Error.ToString());
        Assert.Equal(
            [$"POST jobs/{unfinished}:cancel", $"POST sessions/{session.Id}:close"],
            (await Workspace.RequestsAsync()).Where(request => request.StartsWith("POST", StringComparison.Ordinal)).Select(request => request.Split('?')[0]));
        await Workspace.AdvanceAsync(5);
        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task MaxCost_leaves_a_session_that_costs_less()
    {
        QuantumSession session = Open(arguments: "ionq.qpu.aria-1");
        await Workspace.SubmitAsync(session);
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.AdvanceAsync(20);

        Assert.Equal("Succeeded", Run("$session | Wait-AzQuantumSession -MaxCost 1000 -Timeout 10").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task MaxCost_reports_an_ended_session_that_cost_more_and_sends_it_nothing()
    {
        Open(arguments: "ionq.qpu.aria-1");
        Submit(arguments: "-InputObject $bell -Shots 1000");
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.AdvanceAsync(20);
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = Run("$session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 10").Error;

        AssertError(error, "CostLimitExceeded", ErrorCategory.LimitsExceeded, says: "It has ended");
        Assert.All(await Workspace.RequestsAsync(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$session | Wait-AzQuantumSession -MaxCost 1 -WhatIf")]
    [InlineData("Wait-AzQuantumSession -Id $session.Id -MaxCost 1 -WhatIf")]
    public async Task WhatIf_with_MaxCost_sends_no_request(string script)
    {
        Open(arguments: "ionq.qpu.aria-1");

        await AssertNoRequestAsync(script);
    }

    [Fact]
    public void Confirm_with_MaxCost_asks_before_it_waits()
    {
        Open(arguments: "ionq.qpu.aria-1 -Name costly");
        Session.Host.Answers.Enqueue("No");

        Assert.Empty(Run("Wait-AzQuantumSession -InputObject $session -MaxCost 1 -Confirm").AssertNoErrors().Output);

        Assert.Contains("costly", Assert.Single(Session.Host.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_in_two_workspaces_at_once()
    {
        await using Client.EmulatorFixture second = await Client.EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "second" });
        Session["secondConnection"] = second.Server.ConnectionString;
        Open("here");
        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $secondConnection").AssertNoErrors();
        Open("there");
        Run("$here, $there | Stop-AzQuantumSession").AssertNoErrors();

        IReadOnlyList<QuantumSession> ended = Run("$here, $there | Wait-AzQuantumSession").AssertNoErrors().As<QuantumSession>();

        Assert.Equal(2, ended.Select(session => session.Workspace).Distinct().Count());
    }
}
