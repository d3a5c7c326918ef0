namespace AzQuantumSession.Tests.EngineHost;

public sealed class EngineHostInterruptTests(EngineHostFixture fixture) : IClassFixture<EngineHostFixture>
{
    [Fact]
    public async Task Interrupt_during_Wait_AzQuantumSession_ends_the_script_and_does_not_close_the_session()
    {
        QuantumSession session = await fixture.Workspace.OpenAsync();
        using EngineHostProcess host = fixture.Start($"Wait-AzQuantumSession {session.Id}; 'after'");
        await WaitForRequestAsync($"GET sessions/{session.Id}");

        await host.InterruptAsync();
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.False((await fixture.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Interrupt_during_Use_AzQuantumSession_closes_the_session()
    {
        string id = Guid.NewGuid().ToString();
        using EngineHostProcess host = fixture.Start($"Use-AzQuantumSession ionq.simulator -SessionId {id} {{ 'in'; Wait-AzQuantumSession $_ }}; 'after'");
        await WaitForRequestAsync($"GET sessions/{id}");

        await host.InterruptAsync();
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("in", result.Output.Trim());
        Assert.Contains(await fixture.Workspace.RequestsAsync(), request => request.StartsWith($"POST sessions/{id}:close", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interrupt_during_a_prompt_ends_the_script()
    {
        using EngineHostProcess host = fixture.Start("$null = Get-AzQuantumSession; $Host.UI.ReadLine(); 'after'");
        await WaitForRequestAsync("GET sessions");

        await host.InterruptAsync();
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
    }

    private async Task WaitForRequestAsync(string start)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(EngineHostProcess.Timeout);
        while (!(await fixture.Workspace.RequestsAsync()).Any(request => request.StartsWith(start, StringComparison.Ordinal)))
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
