using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionWaiterTests : HandlerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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
    public async Task WaitAsync_with_ErrorOnFailure_names_the_job_that_failed_with_one_request()
    {
        QuantumSession session = await OpenFailedAsync();
        string failed = await FindFailedAsync(session);

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { ErrorOnFailure = true, PollingInterval = ShortInterval }, session);

        CmdletError error = Assert.Single(Output.Errors);
        Assert.Matches($@"^Session '.+' \({session.Id}\) failed\. Job '.+' \({failed}\) failed\. InvalidCircuit: .+", error.Exception.Message);
        Assert.Equal(failed, Assert.IsType<QuantumSession>(error.Target).FirstFailure!.JobId);
        Assert.Equal([$"GET sessions/{session.Id}/jobs"], [.. (await Workspace.RequestsAsync()).Select(request => request.Split('?')[0])]);
    }

    [Fact]
    public async Task WaitAsync_with_ErrorOnFailure_reads_no_jobs_of_a_session_that_contains_them()
    {
        QuantumSession session = await SessionJobs.AddAsync(Workspace.Client, await OpenFailedAsync(), TimeProvider.System, Token);
        await Workspace.ForgetRequestsAsync();

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { ErrorOnFailure = true }, session);

        Assert.Contains("InvalidCircuit: ", Output.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task WaitAsync_with_ErrorOnFailure_reports_a_failure_whose_jobs_cannot_be_read()
    {
        QuantumSession session = await OpenFailedAsync();
        await Workspace.FailRequestsAsync(403, "/jobs");

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { ErrorOnFailure = true }, session);

        Assert.Equal(("SessionFailed", $"{session.DisplayName} failed."), (Output.Errors.Single().Id, Output.Errors.Single().Exception.Message));
    }

    [Fact]
    public async Task WaitAsync_reports_a_session_whose_limit_cannot_be_checked_and_waits_for_the_others()
    {
        QuantumSession session = await Workspace.OpenAsync();
        QuantumSession ended = await OpenClosedAsync(Workspace);
        await Workspace.FailRequestsAsync(403, $"{session.Id}/jobs");

        await WaitAsync(
            new SessionWaiter(Output, TimeProvider.System) { Limits = new() { MaxCost = 1 }, PollingInterval = ShortInterval }, session, ended)
            .WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("AccessDenied", Output.Errors.Single().Id);
        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
    }

    [Fact]
    public async Task WaitAsync_reports_a_session_that_cannot_be_closed_and_waits_for_the_others()
    {
        QuantumSession refused = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(refused);
        QuantumSession expensive = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(expensive);
        QuantumSession ended = await OpenClosedAsync(Workspace);
        await Workspace.FailRequestsAsync(403, $"{refused.Id}:close");

        await WaitAsync(
            new SessionWaiter(Output, TimeProvider.System) { Limits = new() { MaxCost = 0.1m }, PollingInterval = ShortInterval }, refused, expensive, ended)
            .WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal(["AccessDenied", "CostLimitExceeded", "CostLimitExceeded"], Output.Errors.Select(error => error.Id).Order());
        CmdletError denied = Output.Errors.Single(error => error.Id == "AccessDenied");
        Assert.Equal(refused.Id, ((QuantumSession)denied.Target!).Id);
        Assert.Single(Output.Errors, error => error.Exception.Message.Contains("It could not be closed.", StringComparison.Ordinal));
        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.Contains($"POST sessions/{expensive.Id}:close", await Workspace.PostsAsync());
    }

    [Fact]
    public async Task WaitAsync_with_MaxCost_ends_at_the_timeout_while_the_service_does_not_answer_a_cancellation()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = ":cancel" });
        var time = new FakeTimeProvider(session.CreationTime!.Value);
        var waiter = new SessionWaiter(Output, time)
        {
            Limits = new() { MaxCost = 0.1m },
            PollingInterval = ShortInterval,
            Timeout = TimeSpan.FromSeconds(30),
        };

        Task waiting = WaitAsync(waiter, session);
        await Workspace.WaitForRequestAsync("POST jobs/", waiting);
        await Workspace.WaitForRequestAsync("POST sessions/", waiting);
        time.Advance(TimeSpan.FromSeconds(30));
        await waiting.WaitAsync(Limit, Token);

        Assert.Equal(["CostLimitExceeded", "RequestTimeout"], Output.Errors.Select(error => error.Id).Order());
        Assert.True(Output.Progress[^1].IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_ends_at_the_timeout_while_the_jobs_of_a_limit_cannot_be_read()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = "/jobs" });
        var time = new FakeTimeProvider(session.CreationTime!.Value);
        var waiter = new SessionWaiter(Output, time) { Limits = new() { MaxCost = 1 }, PollingInterval = ShortInterval, Timeout = TimeSpan.FromSeconds(30) };

        Task waiting = WaitAsync(waiter, session);
        await Workspace.WaitForRequestAsync($"GET sessions/{session.Id}/jobs", waiting);
        time.Advance(TimeSpan.FromSeconds(30));
        await waiting.WaitAsync(Limit, Token);

        Assert.Equal("WaitTimeout", Output.Errors.Single().Id);
    }

    [Fact]
    public async Task WaitAsync_reports_a_failed_session_at_the_timeout_while_its_jobs_cannot_be_read()
    {
        QuantumSession session = await OpenFailedAsync();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = "/jobs" });
        var time = new FakeTimeProvider(session.CreationTime!.Value);

        Task waiting = WaitAsync(new SessionWaiter(Output, time) { ErrorOnFailure = true, Timeout = TimeSpan.FromSeconds(30) }, session);
        await Workspace.WaitForRequestAsync($"GET sessions/{session.Id}/jobs", waiting);
        time.Advance(TimeSpan.FromSeconds(30));
        await waiting.WaitAsync(Limit, Token);

        Assert.Equal(("SessionFailed", $"{session.DisplayName} failed."), (Output.Errors.Single().Id, Output.Errors.Single().Exception.Message));
    }

    [Fact]
    public async Task WaitAsync_with_a_timeout_of_zero_reports_why_a_session_could_not_be_read()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(503, session.Id);

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { Timeout = TimeSpan.Zero }, session);

        Assert.Equal("ServiceUnavailable", Output.Errors.Single().Id);
    }

    [Fact]
    public async Task WaitAsync_with_a_timeout_of_zero_writes_a_session_that_has_ended()
    {
        QuantumSession ended = await OpenClosedAsync(Workspace);
        var waiter = new SessionWaiter(Output, TimeProvider.System) { Timeout = TimeSpan.Zero };
        waiter.Add(Workspace.Client, new ItemReference<QuantumSession>(ended.Id));

        await waiter.WaitAsync(Token);

        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.Empty(Output.Errors);
    }

    [Fact]
    public async Task WaitAsync_with_MaxJobs_closes_a_session_with_more_jobs()
    {
        QuantumSession session = await Workspace.OpenAsync();
        (_, string running) = await SubmitEndedAndRunningAsync(session);
        QuantumSession ended = await OpenClosedAsync(Workspace);
        await Workspace.ForgetRequestsAsync();

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { Limits = new() { MaxJobs = 1 }, PollingInterval = ShortInterval }, session, ended)
            .WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("SessionLimitExceeded", Output.Errors.Single().Id);
        Assert.Contains("has 2 jobs, more than the limit of 1. It is closed", Output.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(ended.Id, Output.Sessions.Single().Id);
        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
    }

    [Fact]
    public async Task WaitAsync_with_MaxCost_ends_when_a_session_exceeds_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        (_, string running) = await SubmitEndedAndRunningAsync(session);

        await WaitAsync(new SessionWaiter(Output, TimeProvider.System) { Limits = new() { MaxCost = 0.1m }, PollingInterval = ShortInterval }, session)
            .WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("CostLimitExceeded", Output.Errors.Single().Id);
        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
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

    private async Task<QuantumSession> OpenFailedAsync()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        session = await Workspace.ReadAsync(session);
        Assert.Equal(("Failed", null), (session.Status, session.ErrorData));
        return session;
    }

    private async Task<string> FindFailedAsync(QuantumSession session)
    {
        QuantumSession read = await SessionJobs.AddAsync(Workspace.Client, session, TimeProvider.System, Token);
        await Workspace.ForgetRequestsAsync();
        return Assert.Single(read.FailedJobs!).Id;
    }
}
