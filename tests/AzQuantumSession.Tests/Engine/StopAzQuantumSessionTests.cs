namespace AzQuantumSession.Tests.Engine;

public sealed class StopAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Stop-AzQuantumSession -Id $session.Id")]
    [InlineData("Stop-AzQuantumSession $session.Id")]
    [InlineData("$session.Id | Stop-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id } | Stop-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id; Workspace = $session.Workspace } | Stop-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ SessionId = $session.Id } | Stop-AzQuantumSession -Id { $_.SessionId }")]
    [InlineData("[guid] $session.Id | Stop-AzQuantumSession")]
    [InlineData("$session | ForEach-Object $deserialize | Stop-AzQuantumSession")]
    [InlineData("Stop-AzQuantumSession -InputObject $session")]
    [InlineData("$session | Stop-AzQuantumSession")]
    [InlineData("Stop-AzQuantumSession $session.Id -Workspace $workspace")]
    public async Task Stop_AzQuantumSession_closes_the_session_and_writes_nothing(string script)
    {
        QuantumSession session = Open();

        Assert.Empty(Run(script).AssertNoErrors().Output);

        Assert.Equal("Succeeded", await ReadStatusAsync(session));
    }

    [Fact]
    public void Stop_AzQuantumSession_closes_all_piped_sessions()
    {
        Run("1..3 | ForEach-Object { New-AzQuantumSession ionq.simulator -Name batch }").AssertNoErrors();

        Run("Get-AzQuantumSession batch -Status Waiting | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Empty(Run("Get-AzQuantumSession batch -Status Waiting").AssertNoErrors().Output);
    }

    [Fact]
    public void Stop_AzQuantumSession_accepts_the_id_of_an_ended_session()
    {
        OpenClosed();

        AssertWritesEnded<QuantumSession>("Stop-AzQuantumSession -Id $session.Id", "is closed: Succeeded");
    }

    [Fact]
    public async Task Stop_AzQuantumSession_sends_no_request_for_the_object_of_an_ended_session()
    {
        Open();
        Run("$ended = $session | Stop-AzQuantumSession -PassThru").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        AssertWritesEnded<QuantumSession>("Stop-AzQuantumSession -InputObject $ended", "already ended: Succeeded");

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Stop_AzQuantumSession_with_CancelJobs_cancels_the_unfinished_jobs_only()
    {
        QuantumSession session = Open();
        string ended = await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(20);
        string first = await Workspace.SubmitAsync(session);
        string second = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        Run("$session | Stop-AzQuantumSession -CancelJobs").AssertNoErrors();

        IEnumerable<string> cancelled = (await Workspace.RequestsAsync())
            .Where(request => request.Contains(":cancel", StringComparison.Ordinal))
            .Select(request => request.Split("jobs/")[1].Split(':')[0]);
        Assert.Equal(new[] { first, second }.Order(), cancelled.Order());
        Assert.DoesNotContain(ended, cancelled);
        await Workspace.AdvanceAsync(20);
        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Theory]
    [InlineData("$session | Stop-AzQuantumSession -WhatIf")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id -CancelJobs -WhatIf")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id -Workspace $session.Workspace -PassThru -WhatIf")]
    public async Task Stop_AzQuantumSession_with_WhatIf_sends_no_request(string script)
    {
        Open();

        await AssertNoRequestAsync(script);

        Assert.Equal("Waiting", Run("$session | Get-AzQuantumSession").Single<QuantumSession>().Status);
    }

    [Fact]
    public void Stop_AzQuantumSession_with_WhatIf_shows_name_id_and_workspace()
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
    public async Task Stop_AzQuantumSession_with_Confirm_prompts_before_it_closes(string response, string status)
    {
        QuantumSession session = Open();

        RunWithResponses("$session | Stop-AzQuantumSession -Confirm", response);

        Assert.Equal(status, await ReadStatusAsync(session));
    }

    [Fact]
    public async Task Stop_AzQuantumSession_reports_an_absent_id_and_continues()
    {
        QuantumSession session = Open();

        AssertNotFound(Run("$absent, $session.Id | Stop-AzQuantumSession").Error);

        Assert.Equal("Succeeded", await ReadStatusAsync(session));
    }

    [Fact]
    public async Task Stop_AzQuantumSession_with_ErrorAction_Stop_ends_with_the_first_error()
    {
        QuantumSession session = Open();

        AssertNotFound(Run("$absent, $session.Id | Stop-AzQuantumSession -ThrottleLimit 1 -ErrorAction Stop").Error);

        Assert.Equal("Waiting", await ReadStatusAsync(session));
    }

    [Fact]
    public Task Stop_AzQuantumSession_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Stop-AzQuantumSession");

    [Theory]
    [InlineData("Stop-AzQuantumSession -Id $null")]
    [InlineData("Stop-AzQuantumSession -Id @()")]
    [InlineData("Stop-AzQuantumSession -Id ' '")]
    [InlineData("Stop-AzQuantumSession -Id ..")]
    [InlineData("Stop-AzQuantumSession -InputObject $null")]
    [InlineData("Stop-AzQuantumSession -InputObject @()")]
    public Task Stop_AzQuantumSession_rejects_null_empty_and_invalid_ids(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Stop_AzQuantumSession_succeeds_when_the_response_is_lost()
    {
        Open();
        await Workspace.LoseResponseAsync("POST", ":close");

        Assert.Equal("Succeeded", Run("$session | Stop-AzQuantumSession -PassThru -ErrorAction Stop").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Stop_AzQuantumSession_uses_the_workspace_of_each_session()
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
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
    public async Task Stop_AzQuantumSession_with_PassThru_stops_after_Select_Object_First()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        session.Run("$two = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        ScriptResult result = session.Run("$two | Stop-AzQuantumSession -ThrottleLimit 1 -PassThru | Select-Object -First 1").AssertNoErrors();

        QuantumSession first = result.Single<QuantumSession>();
        Assert.Equal("Succeeded", await ReadStatusAsync(first));
        Assert.Equal("Waiting", await ReadStatusAsync(session.Run("$two[1]").Single<QuantumSession>()));
    }
}
