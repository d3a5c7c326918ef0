using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Client;

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
    public async Task Cancels_and_writes_nothing(string script)
    {
        Assert.Empty(Run(script).AssertNoErrors().Output);

        await Workspace.AdvanceAsync(1);
        Assert.Equal("Cancelled", Refresh().Status);
    }

    [Fact]
    public async Task PassThru_writes_the_job_as_it_is_afterwards()
    {
        await Workspace.AdvanceAsync(2);

        QuantumSessionJob job = Run("$job | Stop-AzQuantumSessionJob -PassThru").Single<QuantumSessionJob>();

        Assert.Equal("CancellationRequested", job.Status);
    }

    [Fact]
    public async Task Sends_no_cancel_to_a_job_that_has_ended()
    {
        await Workspace.AdvanceAsync(60);
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("$job | Stop-AzQuantumSessionJob -PassThru -Verbose -ErrorAction Stop");

        Assert.Equal("Succeeded", result.Single<QuantumSessionJob>().Status);
        Assert.Contains(result.Verbose, line => line.Contains("already ended: Succeeded", StringComparison.Ordinal));
        Assert.StartsWith("GET ", Assert.Single(await Workspace.RequestsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$job | Stop-AzQuantumSessionJob -WhatIf")]
    [InlineData("Stop-AzQuantumSessionJob -Id $job.Id -PassThru -WhatIf")]
    [InlineData("@() | Stop-AzQuantumSessionJob")]
    public Task Sends_nothing_without_consent_or_input(string script) => AssertNoRequestAsync(script);

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("No", false)]
    public async Task Confirm_asks_before_cancelling(string answer, bool isCancelled)
    {
        Session.Host.Answers.Enqueue(answer);

        Run("$job | Stop-AzQuantumSessionJob -Confirm").AssertNoErrors();

        Assert.Single(Session.Host.Prompts);
        Assert.Equal(isCancelled, (await Workspace.RequestsAsync()).Any(request => request.Contains(":cancel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reports_an_absent_id_and_continues()
    {
        AssertError(Run("$absent, $job.Id | Stop-AzQuantumSessionJob").Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);

        await Workspace.AdvanceAsync(1);
        Assert.Equal("Cancelled", Refresh().Status);
    }

    [Theory]
    [InlineData("Stop-AzQuantumSessionJob -Id @()")]
    [InlineData("Stop-AzQuantumSessionJob -Id ' '")]
    [InlineData("Stop-AzQuantumSessionJob -InputObject $null")]
    public Task Refuses_null_and_empty_arguments(string script) => AssertRefusedAsync(script);

    [Fact]
    public async Task Succeeds_when_the_response_of_the_cancel_is_lost()
    {
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "reset", ["method"] = "POST", ["path"] = ":cancel", ["afterExecution"] = true });

        Run("$job | Stop-AzQuantumSessionJob -ErrorAction Stop").AssertNoErrors();

        await Workspace.AdvanceAsync(1);
        Assert.Equal("Cancelled", Refresh().Status);
    }

    [Fact]
    public async Task Sends_each_job_back_to_its_own_workspace()
    {
        await using EmulatorFixture second = await EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "second" });
        Session["secondConnection"] = second.Server.ConnectionString;
        Run("""
            $null = Connect-AzQuantumWorkspace -ConnectionString $secondConnection
            $there = New-AzQuantumSession ionq.simulator | Submit-AzQuantumSessionJob -InputObject $bell
            $null = Connect-AzQuantumWorkspace -ConnectionString $connectionString
            """).AssertNoErrors();

        IReadOnlyList<QuantumSessionJob> stopped = Run("$job, $there | Stop-AzQuantumSessionJob -PassThru").AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal([Workspace.Client.Workspace.Id, second.Client.Workspace.Id], stopped.Select(job => job.Workspace));
    }

    private QuantumSessionJob Refresh() => Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>();
}
