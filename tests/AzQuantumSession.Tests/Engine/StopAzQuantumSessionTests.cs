using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Engine;

public sealed class StopAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Stop-AzQuantumSession -Id $session.Id")]
    [InlineData("Stop-AzQuantumSession $session.Id")]
    [InlineData("$session.Id | Stop-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id } | Stop-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id; Workspace = $session.Workspace } | Stop-AzQuantumSession")]
    [InlineData("Stop-AzQuantumSession -InputObject $session")]
    [InlineData("$session | Stop-AzQuantumSession")]
    [InlineData("Stop-AzQuantumSession $session.Id -Workspace $workspace")]
    public async Task Closes_and_writes_nothing(string script)
    {
        QuantumSession session = Open();

        Assert.Empty(Run(script).AssertNoErrors().Output);

        Assert.Equal("Succeeded", await StatusAsync(session));
    }

    [Fact]
    public void Closes_every_session_of_a_list()
    {
        Run("1..3 | ForEach-Object { New-AzQuantumSession ionq.simulator -Name batch }").AssertNoErrors();

        Run("Get-AzQuantumSession batch -Status Waiting | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Empty(Run("Get-AzQuantumSession batch -Status Waiting").AssertNoErrors().Output);
    }

    [Fact]
    public async Task Stop_by_id_of_a_session_that_has_ended_is_no_error()
    {
        Open();
        Run("$session | Stop-AzQuantumSession").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("Stop-AzQuantumSession -Id $session.Id -PassThru -Verbose -ErrorAction Stop");

        Assert.Equal("Succeeded", result.Single<QuantumSession>().Status);
        Assert.Contains(result.Verbose, line => line.Contains("is closed: Succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_of_an_object_that_says_it_has_ended_sends_nothing()
    {
        Open();
        Run("$ended = $session | Stop-AzQuantumSession -PassThru").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("Stop-AzQuantumSession -InputObject $ended -PassThru -Verbose -ErrorAction Stop");

        Assert.Equal("Succeeded", result.Single<QuantumSession>().Status);
        Assert.Contains(result.Verbose, line => line.Contains("already ended: Succeeded", StringComparison.Ordinal));
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task CancelJobs_cancels_the_unfinished_jobs_only()
    {
        QuantumSession session = Open();
        string done = await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(20);
        string first = await Workspace.SubmitAsync(session);
        string second = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        Run("$session | Stop-AzQuantumSession -CancelJobs").AssertNoErrors();

        IEnumerable<string> cancelled = (await Workspace.RequestsAsync())
            .Where(request => request.Contains(":cancel", StringComparison.Ordinal))
            .Select(request => request.Split("jobs/")[1].Split(':')[0]);
        Assert.Equal(new[] { first, second }.Order(), cancelled.Order());
        Assert.DoesNotContain(done, cancelled);
        await Workspace.AdvanceAsync(20);
        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Theory]
    [InlineData("$session | Stop-AzQuantumSession -WhatIf")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id -CancelJobs -WhatIf")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id -Workspace $session.Workspace -PassThru -WhatIf")]
    public async Task WhatIf_sends_no_request(string script)
    {
        QuantumSession session = Open();

        await AssertNoRequestAsync(script);

        Assert.Equal("Waiting", await StatusAsync(session));
    }

    [Fact]
    public void WhatIf_names_the_session()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -Name kept");

        string shown = Session.Show("Stop-AzQuantumSession -InputObject $session -WhatIf");

        Assert.Contains("kept", shown, StringComparison.Ordinal);
        Assert.Contains(session.Id, shown, StringComparison.Ordinal);
        Assert.Contains("emulator", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Yes", "Succeeded")]
    [InlineData("No", "Waiting")]
    public async Task Confirm_asks_before_closing(string answer, string status)
    {
        QuantumSession session = Open();
        Session.Host.Answers.Enqueue(answer);

        Run("$session | Stop-AzQuantumSession -Confirm").AssertNoErrors();

        Assert.Single(Session.Host.Prompts);
        Assert.Equal(status, await StatusAsync(session));
    }

    [Fact]
    public async Task Reports_an_absent_id_and_continues()
    {
        QuantumSession session = Open();

        ErrorRecord error = Run("$absent, $session.Id | Stop-AzQuantumSession").Error;

        AssertError(error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
        Assert.Equal("Succeeded", await StatusAsync(session));
    }

    [Fact]
    public async Task Stops_at_the_first_error_under_ErrorAction_Stop()
    {
        QuantumSession session = Open();

        ScriptResult result = Run("$absent, $session.Id | Stop-AzQuantumSession -ErrorAction Stop");

        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
        Assert.Equal("Waiting", await StatusAsync(session));
    }

    [Fact]
    public Task Does_nothing_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Stop-AzQuantumSession");

    [Theory]
    [InlineData("Stop-AzQuantumSession -Id $null")]
    [InlineData("Stop-AzQuantumSession -Id @()")]
    [InlineData("Stop-AzQuantumSession -Id ' '")]
    [InlineData("Stop-AzQuantumSession -Id ..")]
    [InlineData("Stop-AzQuantumSession -InputObject $null")]
    [InlineData("Stop-AzQuantumSession -InputObject @()")]
    public Task Refuses_null_empty_and_invalid_ids(string script) => AssertRefusedAsync(script);

    [Fact]
    public async Task Succeeds_when_the_response_of_the_close_is_lost()
    {
        Open();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "reset", ["method"] = "POST", ["path"] = ":close", ["afterExecution"] = true });

        Assert.Equal("Succeeded", Run("$session | Stop-AzQuantumSession -PassThru -ErrorAction Stop").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Sends_each_session_back_to_its_own_workspace()
    {
        await using EmulatorFixture second = await EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "second" });
        Session["secondConnection"] = second.Server.ConnectionString;
        Run("$secondWorkspace = Connect-AzQuantumWorkspace -ConnectionString $secondConnection").AssertNoErrors();
        QuantumSession there = Open("there");
        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString").AssertNoErrors();
        QuantumSession here = Open("here");

        IReadOnlyList<QuantumSession> closed = Run("$here, $there | Stop-AzQuantumSession -PassThru").AssertNoErrors().As<QuantumSession>();

        Assert.Equal([here.Workspace, there.Workspace], closed.Select(session => session.Workspace));
        Assert.Equal(["Succeeded", "Succeeded"], closed.Select(session => session.Status));
        Assert.Equal(there.Workspace, Run("[pscustomobject] @{ Id = $there.Id; Workspace = $there.Workspace } | Get-AzQuantumSession").Single<QuantumSession>().Workspace);
    }

    [Fact]
    public async Task Writes_PassThru_objects_until_the_pipeline_is_stopped()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        session.Run("$two = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        ScriptResult result = session.Run("$two | Stop-AzQuantumSession -PassThru | Select-Object -First 1").AssertNoErrors();

        QuantumSession first = result.Single<QuantumSession>();
        Assert.Equal("Succeeded", await StatusAsync(first));
        Assert.Equal("Waiting", await StatusAsync(session.Run("$two[1]").Single<QuantumSession>()));
    }
}
