using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class StopAzQuantumSessionJobTests : EngineTests, IClassFixture<EngineFixture>
{
    public StopAzQuantumSessionJobTests(EngineFixture fixture)
        : base(fixture)
    {
        Open();
        Submit();
    }

    [Theory]
    [InlineData("Stop-AzQuantumSessionJob -Id $job.Id")]
    [InlineData("Stop-AzQuantumSessionJob $job.Id")]
    [InlineData("$job.Id | Stop-AzQuantumSessionJob")]
    [InlineData("[pscustomobject] @{ Id = $job.Id; Workspace = $job.Workspace } | Stop-AzQuantumSessionJob")]
    [InlineData("Stop-AzQuantumSessionJob -InputObject $job")]
    [InlineData("$job | Stop-AzQuantumSessionJob")]
    [InlineData("$session | Get-AzQuantumSessionJob -Status Queued, Waiting, Executing | Stop-AzQuantumSessionJob")]
    public async Task Stop_AzQuantumSessionJob_cancels_the_job_and_writes_nothing(string script)
    {
        Assert.Empty(Run(script).AssertNoErrors().Output);

        await AssertCancelledAsync();
    }

    [Fact]
    public async Task Stop_AzQuantumSessionJob_with_PassThru_writes_the_updated_job()
    {
        await Workspace.AdvanceAsync(2);

        QuantumSessionJob job = Run("$job | Stop-AzQuantumSessionJob -PassThru").Single<QuantumSessionJob>();

        Assert.Equal("CancellationRequested", job.Status);
    }

    [Fact]
    public async Task Stop_AzQuantumSessionJob_sends_no_request_for_a_job_that_is_known_to_have_ended()
    {
        await Workspace.AdvanceAsync(60);
        Run("$ended = $job | Get-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        AssertWritesEnded<QuantumSessionJob>("$ended | Stop-AzQuantumSessionJob", "already ended: Succeeded");

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    public async Task Stop_AzQuantumSessionJob_of_a_job_that_has_ended_in_the_meantime_is_no_error(int status)
    {
        await Workspace.AdvanceAsync(60);
        await Workspace.FailRequestsAsync(status, ":cancel", code: "InvalidJobState");
        await Workspace.ForgetRequestsAsync();

        AssertWritesEnded<QuantumSessionJob>("$job | Stop-AzQuantumSessionJob", "already ended: Succeeded");

        Assert.Equal(["POST", "GET"], (await Workspace.RequestsAsync()).Select(request => request.Split(' ')[0]));
    }

    [Fact]
    public async Task Stop_AzQuantumSessionJob_reports_a_job_that_cannot_be_cancelled()
    {
        await Workspace.FailRequestsAsync(409, ":cancel", code: "InvalidJobState");

        AssertError(
            RunWithoutOutput("$job | Stop-AzQuantumSessionJob"), "RequestRejected", ErrorCategory.InvalidOperation, Session["job"], "refused to cancel job");
    }

    [Theory]
    [InlineData("$job | Stop-AzQuantumSessionJob -WhatIf")]
    [InlineData("Stop-AzQuantumSessionJob -Id $job.Id -PassThru -WhatIf")]
    [InlineData("@() | Stop-AzQuantumSessionJob")]
    public Task Stop_AzQuantumSessionJob_sends_no_request_with_WhatIf_or_without_input(string script) => AssertNoRequestAsync(script);

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public async Task Stop_AzQuantumSessionJob_with_Confirm_prompts_before_it_cancels(string response, int cancelled)
    {
        RunWithResponses("$job | Stop-AzQuantumSessionJob -Confirm", response);

        Assert.Equal(cancelled, await Workspace.CountRequestsAsync(":cancel"));
    }

    [Fact]
    public async Task Stop_AzQuantumSessionJob_reports_an_absent_id_and_continues()
    {
        AssertNotFound(Run("$absent, $job.Id | Stop-AzQuantumSessionJob").Error);

        await AssertCancelledAsync();
    }

    [Theory]
    [InlineData("Stop-AzQuantumSessionJob -Id @()")]
    [InlineData("Stop-AzQuantumSessionJob -Id ' '")]
    [InlineData("Stop-AzQuantumSessionJob -InputObject $null")]
    public Task Stop_AzQuantumSessionJob_rejects_null_and_empty_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Stop_AzQuantumSessionJob_succeeds_when_the_response_is_lost()
    {
        await Workspace.LoseResponseAsync("POST", ":cancel");

        Run("$job | Stop-AzQuantumSessionJob -ErrorAction Stop").AssertNoErrors();

        await AssertCancelledAsync();
    }

    [Fact]
    public async Task Stop_AzQuantumSessionJob_uses_the_workspace_of_each_job()
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
        Run("""
            $null = Connect-AzQuantumWorkspace -ConnectionString $secondConnection
            $there = New-AzQuantumSession ionq.simulator | Submit-AzQuantumSessionJob -InputObject $bell
            $null = Connect-AzQuantumWorkspace -ConnectionString $connectionString
            """).AssertNoErrors();

        IReadOnlyList<QuantumSessionJob> stopped = Run("$job, $there | Stop-AzQuantumSessionJob -PassThru").AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal([Workspace.Client.Workspace.Id, second.Client.Workspace.Id], stopped.Select(job => job.Workspace));
    }

    private async Task AssertCancelledAsync()
    {
        await Workspace.AdvanceAsync(1);
        Assert.Equal("Cancelled", Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().Status);
    }
}
