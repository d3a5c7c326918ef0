using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Engine;

/// <summary>What stops a pipeline stops the command at once, and nothing is left running.</summary>
public sealed class CancellationTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Wait-AzQuantumSession -Id $session.Id", "GET sessions/")]
    [InlineData("Get-AzQuantumSession", "GET sessions")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id", "POST sessions/")]
    [InlineData("New-AzQuantumSession ionq.simulator -ProviderId ionq -SessionId $absent", "PUT sessions/")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell", "POST storage/sasUri")]
    [InlineData("$session | Get-AzQuantumSessionJob", "GET sessions/")]
    [InlineData("Wait-AzQuantumSessionJob $absent", "GET jobs/")]
    [InlineData("Receive-AzQuantumSessionJob $absent", "GET jobs/")]
    [InlineData("Receive-AzQuantumSessionJob $absent -Wait", "GET jobs/")]
    [InlineData("Stop-AzQuantumSessionJob $absent", "GET jobs/")]
    [InlineData("Get-AzQuantumSessionTarget", "GET providerStatus")]
    [InlineData("Connect-AzQuantumWorkspace -ConnectionString $connectionString", "GET ")]
    public async Task Ctrl_C_ends_a_command_that_waits_for_a_silent_service(string script, string request)
    {
        QuantumSession session = Open();
        await Workspace.ForgetRequestsAsync();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0 });

        await StopAfterRequestAsync(script, request);

        await Workspace.ClearFaultsAsync();
        Assert.False((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_retry_that_waits_as_long_as_the_service_asks()
    {
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 503, ["retryAfter"] = "300", ["times"] = 0 });

        await StopAfterRequestAsync("Get-AzQuantumSession", "GET sessions");
    }

    [Theory]
    [InlineData("$session | Wait-AzQuantumSession -PollingInterval 300", "GET sessions/")]
    [InlineData("$job | Wait-AzQuantumSessionJob -PollingInterval 300", "GET jobs/")]
    public async Task Ctrl_C_ends_a_wait_between_two_polls(string script, string request)
    {
        Open();
        Submit();
        await Workspace.ForgetRequestsAsync();

        await StopAfterRequestAsync(script, request);
    }

    [Fact]
    public async Task An_error_that_is_made_terminating_ends_a_wait()
    {
        QuantumSession open = Open("open");

        ScriptResult result = Run("$absent, $open.Id | Wait-AzQuantumSession -ErrorAction Stop");

        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
        Assert.Equal("Waiting", await StatusAsync(open));
    }

    [Fact]
    public void The_first_object_ends_a_wait_that_needs_no_more()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        session.Run("$open, $ended = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }; $ended | Stop-AzQuantumSession").AssertNoErrors();

        QuantumSession first = session.Run("$open, $ended | Wait-AzQuantumSession | Select-Object -First 1").Single<QuantumSession>();

        Assert.Equal(session.Get<QuantumSession>("ended").Id, first.Id);
        session.Run("Get-AzQuantumSession -ErrorAction Stop").AssertNoErrors();
    }

    private async Task StopAfterRequestAsync(string script, string request)
    {
        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = Session.RunAsync(script, stop);
        await Workspace.WaitForRequestAsync(request, running);
        int sent = (await Workspace.RequestsAsync()).Count;

        await stop.CancelAsync();

        Assert.True((await running.WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token)).IsStopped);
        Assert.Equal(sent, (await Workspace.RequestsAsync()).Count);
    }
}
