using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class CostLimitTests
{
    [Fact]
    public async Task The_wait_ends_with_the_limit_and_not_with_the_session()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        (QuantumSession session, string running) = await CostlyAsync(rig);
        var waiter = new SessionWaiter(rig.Pipeline, TimeProvider.System) { MaxCost = 0.1m, PollingInterval = TimeSpan.FromMilliseconds(20) };
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSession>.From(session));
        await waiter.WaitAsync(HandlerFixture.Token).WaitAsync(TimeSpan.FromSeconds(20), HandlerFixture.Token);
        Assert.Equal("CostLimitExceeded", rig.Pipeline.Errors.Single().Id);
        Assert.Equal(
            [$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"],
            (await rig.Workspace.RequestsAsync()).Where(request => request.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_guard_closes_while_somebody_works_and_keeps_the_error_for_later()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        (QuantumSession session, _) = await CostlyAsync(rig);
        var notes = new DeferredErrorPipeline();
        await using (new CostMonitor(rig.Workspace.Client, session, new CostLimit(0.1m), notes))
        {
            for (int i = 0; i < 200 && notes.Errors.Count == 0; i++)
            {
                await Task.Delay(50, HandlerFixture.Token);
            }
        }

        Assert.Equal("CostLimitExceeded", notes.Errors.Single().Id);
    }

    [Fact]
    public async Task The_guard_ends_at_once_when_nothing_happens()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        var notes = new DeferredErrorPipeline();
        await using (new CostMonitor(rig.Workspace.Client, session, new CostLimit(0.1m), notes))
        {
            await Task.Delay(100, HandlerFixture.Token);
        }

        Assert.Empty(notes.Errors);
        Assert.False((await rig.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task The_limit_itself_is_not_passed_by_what_is_just_as_much()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        (QuantumSession session, _) = await CostlyAsync(rig);
        decimal cost = session.CostEstimate!.EstimatedTotal!.Value;
        Assert.False(new CostLimit(cost).IsExceededBy(session));
        Assert.True(new CostLimit(cost - 0.0001m).IsExceededBy(session));
        Assert.False(new CostLimit(0).IsExceededBy(await rig.Workspace.OpenAsync()));
    }

    private static async Task<(QuantumSession Session, string Running)> CostlyAsync(HandlerFixture rig)
    {
        QuantumSession session = await rig.Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.AdvanceAsync(60);
        string running = await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.ForgetRequestsAsync();
        return (await rig.Workspace.Client.GetSessionAsync(session.Id, HandlerFixture.Token), running);
    }
}
