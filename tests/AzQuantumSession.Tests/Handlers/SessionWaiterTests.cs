using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionWaiterTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Writes_each_session_once_from_every_workspace()
    {
        await using HandlerFixture here = await HandlerFixture.StartAsync();
        await using HandlerFixture there = await HandlerFixture.StartAsync(workspaceName: "second");
        SessionWaiter waiter = here.Waiter();
        QuantumSession[] sessions = [await here.OpenClosedAsync(), await there.OpenClosedAsync()];
        foreach (QuantumSession session in sessions.Concat(sessions))
        {
            waiter.Add(session.Client!, ItemReference<QuantumSession>.From(session));
        }

        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal(sessions.Select(session => session.Id).Order(), here.Pipeline.Sessions.Select(session => session.Id).Order());
        Assert.Equal("2 of 2 done", here.Pipeline.Progress[^1].Status);
        Assert.True(here.Pipeline.Progress[^1].IsCompleted);
    }

    [Fact]
    public async Task The_first_is_enough_for_any()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        var waiter = new SessionWaiter(rig.Pipeline, TimeProvider.System) { Any = true, PollingInterval = Quick };
        QuantumSession open = await rig.Workspace.OpenAsync();
        QuantumSession ended = await rig.OpenClosedAsync();
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSession>.From(open));
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSession>.From(ended));
        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal(ended.Id, rig.Pipeline.Sessions.Single().Id);
        Assert.True(rig.Pipeline.Progress[^1].IsCompleted);
    }

    [Fact]
    public async Task Reports_what_is_not_done_in_time()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        var waiter = new SessionWaiter(rig.Pipeline, TimeProvider.System) { Timeout = TimeSpan.FromSeconds(1), PollingInterval = Quick };
        QuantumSession open = await rig.Workspace.OpenAsync();
        waiter.Add(rig.Workspace.Client, new ItemReference<QuantumSession>(open.Id));
        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal("WaitTimeout", rig.Pipeline.Errors.Single().Id);
        Assert.Equal(open.Id, Assert.IsType<QuantumSession>(rig.Pipeline.Errors.Single().Target).Id);
        Assert.False((await rig.Workspace.ReadAsync(open)).IsTerminal);
    }

    [Theory]
    [InlineData(false, new string[0], null)]
    [InlineData(true, new string[0], "SessionFailed")]
    [InlineData(true, new[] { "failed" }, null)]
    [InlineData(false, new[] { "Executing" }, "StatusNotReached")]
    [InlineData(true, new[] { "Executing" }, "SessionFailed")]
    public async Task A_failed_session_is_what_the_user_makes_of_it(bool errorOnFailure, string[] statuses, string? errorId)
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.SubmitAsync(session, fails: true);
        await rig.Workspace.AdvanceAsync(60);
        var waiter = new SessionWaiter(rig.Pipeline, TimeProvider.System)
        {
            ErrorOnFailure = errorOnFailure,
            Statuses = statuses,
            PollingInterval = Quick,
        };
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSession>.From(session));
        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal(errorId, rig.Pipeline.Errors.SingleOrDefault()?.Id);
        Assert.Equal(errorId is null ? 1 : 0, rig.Pipeline.Objects.Count);
    }

    [Fact]
    public async Task A_workspace_that_refuses_the_credential_is_an_error_for_each_session()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await rig.Workspace.FaultAsync(new() { ["kind"] = "status", ["status"] = 401, ["times"] = 0 });
        SessionWaiter waiter = rig.Waiter();
        waiter.Add(rig.Workspace.Client, new ItemReference<QuantumSession>("a"));
        waiter.Add(rig.Workspace.Client, new ItemReference<QuantumSession>("b"));
        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal(["AuthenticationFailed", "AuthenticationFailed"], rig.Pipeline.Errors.Select(error => error.Id));
        Assert.Equal(["a", "b"], rig.Pipeline.Errors.Select(error => error.Target).Order());
    }

    [Fact]
    public async Task Nothing_is_left_running_when_it_is_cancelled()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession open = await rig.Workspace.OpenAsync();
        using var stop = new CancellationTokenSource();
        SessionWaiter waiter = rig.Waiter();
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSession>.From(open));
        Task waiting = waiter.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        // A request that was on its way when the wait ended may still arrive.
        await Task.Delay(10 * Quick, HandlerFixture.Token);
        await rig.Workspace.ForgetRequestsAsync();
        await Task.Delay(10 * Quick, HandlerFixture.Token);
        Assert.Empty(await rig.Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Nothing_to_wait_for_is_done_at_once()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await rig.Waiter().WaitAsync(HandlerFixture.Token);
        Assert.Empty(rig.Pipeline.Progress);
        Assert.Empty(await rig.Workspace.RequestsAsync());
    }
}
