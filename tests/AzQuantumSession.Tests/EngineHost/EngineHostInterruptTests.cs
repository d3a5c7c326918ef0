namespace AzQuantumSession.Tests.EngineHost;

public sealed class EngineHostInterruptTests(EngineHostFixture fixture) : IClassFixture<EngineHostFixture>
{
    [Fact]
    public async Task Interrupt_during_Wait_AzQuantumSession_ends_the_script_and_does_not_close_the_session()
    {
        QuantumSession session = await fixture.Workspace.OpenAsync();

        EngineHostResult result = await InterruptAsync($"Wait-AzQuantumSession {session.Id}; 'after'", $"GET sessions/{session.Id}");

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.False((await fixture.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Interrupt_during_Use_AzQuantumSession_closes_the_session()
    {
        string id = Guid.NewGuid().ToString();

        EngineHostResult result = await InterruptAsync(
            $"Use-AzQuantumSession ionq.simulator -SessionId {id} {{ 'in'; Wait-AzQuantumSession $_ }}; 'after'", $"GET sessions/{id}");

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("in", result.Output.Trim());
        Assert.Equal(1, await fixture.Workspace.CountRequestsAsync($"POST sessions/{id}:close"));
    }

    [Fact]
    public async Task Interrupt_during_a_prompt_ends_the_script()
    {
        EngineHostResult result = await InterruptAsync("$null = Get-AzQuantumSession; $Host.UI.ReadLine(); 'after'", "GET sessions");

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
    }

    /// <summary>Runs a script, and interrupts it after the emulator has received a request.</summary>
    private async Task<EngineHostResult> InterruptAsync(string script, string request)
    {
        await fixture.Workspace.ForgetRequestsAsync();
        using EngineHostProcess host = fixture.Start(script);
        await fixture.Workspace.WaitForRequestAsync(request, host.Ended);
        await host.InterruptAsync();
        return await host.WaitAsync();
    }
}
