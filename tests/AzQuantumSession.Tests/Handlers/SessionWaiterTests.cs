using AzQuantumSession.Handlers;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionWaiterTests : HandlerTests
{
    private SessionWaiter Waiter => new(Output, TimeProvider.System) { PollingInterval = ShortInterval };

    [Fact]
    public async Task WaitAsync_writes_each_session_of_each_workspace_once()
    {
        await using EmulatorFixture second = await StartWorkspaceAsync("second");
        QuantumSession[] sessions = [await OpenClosedAsync(Workspace), await OpenClosedAsync(second)];

        await WaitAsync(Waiter, sessions.Concat(sessions));

        Assert.Equal(sessions.Select(session => session.Id).Order(), Output.Sessions.Select(session => session.Id).Order());
        Assert.Equal("2 of 2 done, 00:00", Output.Progress[^1].Status);
        Assert.True(Output.Progress[^1].IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_with_Any_ends_with_the_first_ended_session()
    {
        QuantumSession ended = await OpenClosedAsync(Workspace);

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { Any = true, PollingInterval = ShortInterval }, await Workspace.OpenAsync(), ended);

        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.True(Output.Progress[^1].IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_reports_an_open_session_after_the_timeout()
    {
        QuantumSession open = await Workspace.OpenAsync();
        var waiter = new SessionWaiter(Output, TimeProvider.System) { Timeout = TimeSpan.FromSeconds(1), PollingInterval = ShortInterval };
        waiter.Add(Workspace.Client, new ItemReference<QuantumSession>(open.Id));

        await waiter.WaitAsync(Token);

        Assert.Equal("WaitTimeout", Output.Errors.Single().Id);
        Assert.Equal(open.Id, Assert.IsType<QuantumSession>(Output.Errors.Single().Target).Id);
        Assert.False((await Workspace.ReadAsync(open)).IsTerminal);
    }

    [Fact]
    public async Task WaitAsync_with_a_timeout_of_zero_polls_once()
    {
        await using EmulatorFixture second = await StartWorkspaceAsync("second");
        QuantumSession ended = await Workspace.OpenAsync();
        await Workspace.CloseAsync(ended);
        QuantumSession[] open = [await Workspace.OpenAsync(), await second.OpenAsync()];
        await Workspace.ForgetRequestsAsync();
        var waiter = new SessionWaiter(Output, TimeProvider.System) { Timeout = TimeSpan.Zero };

        await WaitAsync(waiter, open.Append(ended));

        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.Equal(open.Select(session => session.Id).Order(), Output.Errors.Select(error => ((QuantumSession)error.Target!).Id).Order());
        Assert.All(Output.Errors, error => Assert.Contains(" is not done. It is Waiting.", error.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(2, (await Workspace.RequestsAsync()).Count);
    }

    [Theory]
    [InlineData(false, new string[0], null)]
    [InlineData(true, new string[0], "SessionFailed")]
    [InlineData(true, new[] { "failed" }, null)]
    [InlineData(false, new[] { "Executing" }, "StatusNotReached")]
    [InlineData(true, new[] { "Executing" }, "SessionFailed")]
    public async Task WaitAsync_reports_a_failed_session_with_ErrorOnFailure_or_another_status(bool errorOnFailure, string[] statuses, string? errorId)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);

        await WaitAsync(
            new SessionWaiter(Output, TimeProvider.System) { ErrorOnFailure = errorOnFailure, Statuses = statuses, PollingInterval = ShortInterval },
            session);

        AssertErrorOrObject(errorId);
    }

    [Fact]
    public async Task WaitAsync_with_MaxCost_ends_when_a_session_exceeds_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        (_, string running) = await SubmitEndedAndRunningAsync(session);

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { Limits = new() { MaxCost = 0.1m }, PollingInterval = ShortInterval }, session)
            .WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("CostLimitExceeded", Output.Errors.Single().Id);
        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], await Workspace.PostsAsync());
    }

    [Fact]
    public async Task WaitAsync_with_MaxDuration_closes_a_session_that_is_open_longer()
    {
        QuantumSession session = await Workspace.OpenAsync();
        QuantumSession ended = await OpenClosedAsync(Workspace);
        await Workspace.ForgetRequestsAsync();

        await WaitAsync(
            new SessionWaiter(Output, new FakeTimeProvider(session.CreationTime!.Value.AddHours(1)))
            {
                Limits = new() { MaxDuration = TimeSpan.FromMinutes(30) },
                PollingInterval = ShortInterval,
            },
            session,
            ended).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("SessionLimitExceeded", Output.Errors.Single().Id);
        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.Equal([$"POST sessions/{session.Id}:close"], await Workspace.PostsAsync());
    }

    [Fact]
    public async Task WaitAsync_reports_each_session_when_the_workspace_rejects_the_credential()
    {
        await Workspace.FailRequestsAsync(401);
        SessionWaiter waiter = Waiter;
        waiter.Add(Workspace.Client, new ItemReference<QuantumSession>("a"));
        waiter.Add(Workspace.Client, new ItemReference<QuantumSession>("b"));

        await waiter.WaitAsync(Token);

        Assert.Equal(["AuthenticationFailed", "AuthenticationFailed"], Output.Errors.Select(error => error.Id));
        Assert.Equal(["a", "b"], Output.Errors.Select(error => error.Target).Order());
    }

    [Fact]
    public async Task WaitAsync_stops_polling_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        SessionWaiter waiter = Waiter;
        waiter.Add(Workspace.Client, ItemReference<QuantumSession>.From(await Workspace.OpenAsync()));

        Task waiting = waiter.WaitAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        // The emulator can still receive a request that was sent before the cancellation.
        await Task.Delay(10 * ShortInterval, Token);
        await Workspace.ForgetRequestsAsync();
        await Task.Delay(10 * ShortInterval, Token);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task WaitAsync_without_sessions_ends_immediately()
    {
        await Waiter.WaitAsync(Token);

        Assert.Empty(Output.Progress);
        Assert.Empty(await Workspace.RequestsAsync());
    }
}
