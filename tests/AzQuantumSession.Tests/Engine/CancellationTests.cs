using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Engine;

/// <summary>A stopped pipeline stops its command immediately, and the command sends no request afterwards.</summary>
public sealed class CancellationTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Wait-AzQuantumSession -Id $session.Id", "GET sessions/")]
    [InlineData("Get-AzQuantumSession", "GET sessions")]
    [InlineData("Show-AzQuantumSession $session.Id", "GET sessions/")]
    [InlineData("$session | Export-AzQuantumSessionReport $path", "GET sessions/")]
    [InlineData("Stop-AzQuantumSession -Id $session.Id", "POST sessions/")]
    [InlineData("New-AzQuantumSession ionq.simulator -ProviderId ionq -SessionId $absent", "PUT sessions/")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell", "POST storage/sasUri")]
    [InlineData("$session | Get-AzQuantumSessionJob", "GET sessions/")]
    [InlineData("Wait-AzQuantumSessionJob $absent", "GET jobs/")]
    [InlineData("Receive-AzQuantumSessionJob $absent", "GET jobs/")]
    [InlineData("Receive-AzQuantumSessionJob $absent -Wait", "GET jobs/")]
    [InlineData("Stop-AzQuantumSessionJob $absent", "POST jobs/")]
    [InlineData("Get-AzQuantumSessionTarget", "GET providerStatus")]
    [InlineData("Get-AzQuantumSessionQuota", "GET quotas")]
    [InlineData("Connect-AzQuantumWorkspace -ConnectionString $connectionString", "GET ")]
    public Task Commands_stop_on_Ctrl_C_while_they_wait_for_a_response(string script, string request) => AssertStopsAsync(script, request, CreateDelay());

    [Fact]
    public Task Get_AzQuantumSession_stops_on_Ctrl_C_during_a_retry_delay() =>
        AssertStopsAsync("Get-AzQuantumSession", "GET sessions", new JsonObject { ["kind"] = "status", ["status"] = 503, ["retryAfter"] = "300", ["times"] = 0 });

    [Theory]
    [InlineData("$session | Wait-AzQuantumSession -PollingInterval 300", "GET sessions/", 1)]
    [InlineData("$job | Wait-AzQuantumSessionJob -PollingInterval 300", "GET jobs/", 1)]
    [InlineData("$session | Get-AzQuantumSession -Follow -PollingInterval 5m", "GET sessions/", 2)]
    [InlineData("$job | Get-AzQuantumSessionJob -Follow -PollingInterval 5m", "GET jobs/", 2)]
    public Task Wait_commands_stop_on_Ctrl_C_between_two_polls(string script, string request, int count) =>
        AssertStopsAsync(script, request, fault: null, count);

    [Fact]
    public async Task Wait_AzQuantumSession_with_ErrorAction_Stop_ends_with_the_first_error()
    {
        QuantumSession open = Open("open");

        ScriptResult result = Run("$absent, $open.Id | Wait-AzQuantumSession -ErrorAction Stop");

        AssertNotFound(result.Error);
        Assert.Equal("Waiting", await ReadStatusAsync(open));
    }

    [Fact]
    public void Wait_AzQuantumSession_stops_after_Select_Object_First()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        session.Run("$open, $ended = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }; $ended | Stop-AzQuantumSession").AssertNoErrors();

        QuantumSession first = session.Run("$open, $ended | Wait-AzQuantumSession | Select-Object -First 1").Single<QuantumSession>();

        Assert.Equal(session.Get<QuantumSession>("ended").Id, first.Id);
        session.Run("Get-AzQuantumSession -ErrorAction Stop").AssertNoErrors();
    }

    private static JsonObject CreateDelay() => new() { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0 };

    private async Task AssertStopsAsync(string script, string request, JsonObject? fault, int count = 1)
    {
        QuantumSession session = Open();
        Submit();
        Session["path"] = Folder.GetPath("report.html");
        await Workspace.ForgetRequestsAsync();
        if (fault is not null)
        {
            await Workspace.FaultAsync(fault);
        }

        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = Session.RunAsync(script, stop);
        await Workspace.WaitForRequestAsync(request, running, count);
        int sent = (await Workspace.RequestsAsync()).Count;

        await stop.CancelAsync();

        Assert.True((await running.WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token)).IsStopped);
        Assert.Equal(sent, (await Workspace.RequestsAsync()).Count);
        await Workspace.ClearFaultsAsync();
        Assert.False((await Workspace.ReadAsync(session)).IsTerminal);
    }
}
