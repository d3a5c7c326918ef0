namespace AzQuantumSession.Tests.EngineHost;

public sealed class InterruptTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Interrupt_during_a_wait_ends_the_script_and_leaves_the_session_open()
    {
        QuantumSession session = await fixture.Workspace.OpenAsync();
        using HostProcess host = fixture.Start($"Wait-AzQuantumSession {session.Id}; 'after'");
        await WaitForRequestAsync($"GET sessions/{session.Id}");

        await host.InterruptAsync();
        HostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.False((await fixture.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Interrupt_inside_Use_closes_the_session()
    {
        string id = Guid.NewGuid().ToString();
        using HostProcess host = fixture.Start($"Use-AzQuantumSession ionq.simulator -SessionId {id} {{ 'in'; Wait-AzQuantumSession $_ }}; 'after'");
        await WaitForRequestAsync($"GET sessions/{id}");

        await host.InterruptAsync();
        HostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("in", result.Output.Trim());
        Assert.Contains(await fixture.Workspace.RequestsAsync(), request => request.StartsWith($"POST sessions/{id}:close", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interrupt_at_a_prompt_ends_the_script()
    {
        using HostProcess host = fixture.Start("$null = Get-AzQuantumSession; $Host.UI.ReadLine(); 'after'");
        await WaitForRequestAsync("GET sessions");

        await host.InterruptAsync();
        HostResult result = await host.WaitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Output);
    }

    private async Task WaitForRequestAsync(string start)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(HostProcess.Timeout);
        while (!(await fixture.Workspace.RequestsAsync()).Any(request => request.StartsWith(start, StringComparison.Ordinal)))
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
