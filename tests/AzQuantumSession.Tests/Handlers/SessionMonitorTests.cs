using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionMonitorTests : HandlerTests
{
    private readonly DeferredOutput _errors = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _warnings = new();

    [Fact]
    public async Task Enforce_stops_the_block_and_closes_a_session_above_the_maximum_cost()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxCost = 0.1m }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await _stopped.Task.WaitAsync(Token);
        }

        Assert.Equal("CostLimitExceeded", _errors.Errors.Single().Id);
        Assert.Contains($"POST sessions/{session.Id}:close", await Workspace.PostsAsync());
    }

    [Fact]
    public async Task Enforce_continues_after_a_poll_whose_jobs_cannot_be_listed()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);
        await Workspace.FailRequestsAsync(403, "/jobs", times: 1);

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxCost = 0.1m }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await _stopped.Task.WaitAsync(Token);
        }

        Assert.Equal("CostLimitExceeded", _errors.Errors.Single().Id);
    }

    [Theory]
    [InlineData("/jobs")]
    [InlineData(null)]
    public async Task Enforce_warns_once_while_the_limits_cannot_be_checked_and_reports_it_at_the_end(string? path)
    {
        QuantumSession session = await Workspace.OpenAsync("vqe", target: "ionq.qpu.aria-1");
        await Workspace.FailRequestsAsync(403, path);

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxCost = 0.1m }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await Workspace.WaitForRequestAsync(path is null ? "GET sessions/" : $"GET sessions/{session.Id}/jobs", _stopped.Task, count: 5);
        }

        Assert.StartsWith($"The limits of {session.DisplayName} cannot be checked at the moment: ", Assert.Single(_warnings), StringComparison.Ordinal);
        CmdletError error = Assert.Single(_errors.Errors);
        Assert.Equal(("AccessDenied", (object)session), (error.Id, error.Target));
        Assert.Matches(@"^The limits of .+ could not be checked during the last \d\d:\d\d:\d\d: ", error.Exception.Message);
        Assert.NotNull(error.RecommendedAction);
    }

    [Fact]
    public async Task Enforce_says_when_the_limits_are_checked_again()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(403);

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxCost = 0.1m }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await WaitUntilAsync(() => _warnings.Count == 1);
            await Workspace.ClearFaultsAsync();
            await WaitUntilAsync(() => _warnings.Count == 2);
        }

        Assert.Equal($"The limits of {session.DisplayName} are checked again.", _warnings.Last());
        Assert.Empty(_errors.Errors);
    }

    [Fact]
    public async Task DisposeAsync_ends_while_the_service_does_not_answer_a_cancellation()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = ":cancel" });
        var time = new FakeTimeProvider();
        SessionMonitor monitor = Monitor(session, time);
        monitor.Enforce(new SessionLimits { MaxDuration = TimeSpan.FromMinutes(5) }, _errors, _warnings.Enqueue, _stopped.SetResult);
        await AdvanceUntilAsync(time, () => _stopped.Task.IsCompleted);
        await Workspace.WaitForRequestAsync($"POST sessions/{session.Id}:close", new TaskCompletionSource().Task);

        Task disposal = monitor.DisposeAsync().AsTask();
        await AdvanceUntilAsync(time, () => disposal.IsCompleted).WaitAsync(TimeSpan.FromSeconds(60), Token);

        await disposal;
        Assert.Equal(["RequestTimeout", "SessionLimitExceeded"], _errors.Errors.Select(error => error.Id).Order());
        Assert.Contains(
            $"Get-AzQuantumSession {session.Id} | Stop-AzQuantumSessionJob",
            _errors.Errors.First(error => error.Id == "RequestTimeout").Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enforce_closes_a_session_to_which_others_submit_more_jobs_than_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync();
        (_, string running) = await SubmitEndedAndRunningAsync(session);

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxJobs = 1 }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await _stopped.Task.WaitAsync(Token);
        }

        Assert.Equal("SessionLimitExceeded", _errors.Errors.Single().Id);
        Assert.Contains("has 2 jobs, more than the limit of 1. It is closed", _errors.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
    }

    [Fact]
    public async Task Enforce_closes_the_session_when_a_command_submits_a_job_above_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync();
        string job = Guid.NewGuid().ToString();
        CmdletException refused;

        await using (SessionMonitor monitor = Monitor(session, TimeProvider.System))
        {
            monitor.Enforce(new SessionLimits { MaxJobs = 1 }, _errors, _warnings.Enqueue, _stopped.SetResult);
            JobLimit limit = JobLimit.Find(session.Id.ToUpperInvariant())!;
            await limit.ReserveAsync(job, Token);
            await limit.ReserveAsync(job, Token);
            refused = await Assert.ThrowsAsync<CmdletException>(() => limit.ReserveAsync("other", Token));
            Assert.True(_stopped.Task.IsCompleted);
        }

        Assert.Equal("SessionLimitExceeded", refused.ToError().Id);
        Assert.Contains("has the maximum number of jobs, 1, and another job was not submitted.", _errors.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"POST sessions/{session.Id}:close", await Workspace.PostsAsync());
        Assert.Null(JobLimit.Find(session.Id));
    }

    [Fact]
    public async Task JobLimit_does_not_count_a_job_whose_submission_failed()
    {
        using var limit = new JobLimit(Guid.NewGuid().ToString(), 1);

        await limit.ReserveAsync("failed", Token);
        limit.Cancel("failed");
        await limit.ReserveAsync("other", Token);

        Assert.False(limit.Reached.IsCompleted);
    }

    [Fact]
    public async Task Enforce_stops_the_block_and_closes_the_session_after_the_maximum_duration()
    {
        QuantumSession session = await Workspace.OpenAsync();
        var time = new FakeTimeProvider();

        await using (SessionMonitor monitor = Monitor(session, time))
        {
            monitor.Enforce(new SessionLimits { MaxDuration = TimeSpan.FromMinutes(5) }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await AdvanceUntilAsync(time, () => _stopped.Task.IsCompleted);
        }

        Assert.Equal("SessionLimitExceeded", _errors.Errors.Single().Id);
        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Enforce_ends_without_error_when_no_limit_is_exceeded()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await using (SessionMonitor monitor = Monitor(session, new FakeTimeProvider()))
        {
            monitor.Enforce(new SessionLimits { MaxCost = 0.1m, MaxDuration = TimeSpan.FromHours(1) }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await Workspace.WaitForRequestAsync("GET sessions/", _stopped.Task);
        }

        Assert.Empty(_errors.Errors);
        Assert.False(_stopped.Task.IsCompleted);
        Assert.False((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Enforce_reports_a_session_that_cannot_be_closed()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(403, ":close");
        var time = new FakeTimeProvider();

        await using (SessionMonitor monitor = Monitor(session, time))
        {
            monitor.Enforce(new SessionLimits { MaxDuration = TimeSpan.FromMinutes(5) }, _errors, _warnings.Enqueue, _stopped.SetResult);
            await AdvanceUntilAsync(time, () => _stopped.Task.IsCompleted);
        }

        Assert.Equal(["AccessDenied", "SessionLimitExceeded"], _errors.Errors.Select(error => error.Id));
        Assert.Contains("It could not be closed.", _errors.Errors.Last().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarnBeforeIdleTimeout_warns_once_two_minutes_before_the_service_ends_the_session()
    {
        QuantumSession session = await Workspace.OpenAsync("idle");
        var time = new FakeTimeProvider(session.CreationTime!.Value.AddMinutes(8).AddSeconds(-30));

        await using (SessionMonitor monitor = Monitor(session, time))
        {
            monitor.WarnBeforeIdleTimeout(_warnings.Enqueue);
            await AdvanceUntilAsync(time, () => !_warnings.IsEmpty);
            time.Advance(TimeSpan.FromSeconds(90));
        }

        Assert.Matches(@"^Session 'idle' \(.+\) times out in 0[012]:\d\d, because no job runs\. Submit a job, or close the session\.$", Assert.Single(_warnings));
    }

    [Fact]
    public async Task WarnBeforeIdleTimeout_does_not_warn_while_a_job_runs()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        var time = new FakeTimeProvider(session.CreationTime!.Value.AddMinutes(9));
        await Workspace.ForgetRequestsAsync();

        await using (SessionMonitor monitor = Monitor(session, time))
        {
            monitor.WarnBeforeIdleTimeout(_warnings.Enqueue);
            await AdvanceUntilAsync(time, () => Workspace.CountRequestsAsync("GET sessions/").Result >= 2);
        }

        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task WarnBeforeIdleTimeout_continues_after_a_failed_request()
    {
        QuantumSession session = await Workspace.OpenAsync();
        var time = new FakeTimeProvider(session.CreationTime!.Value.AddMinutes(8).AddSeconds(10));
        await Workspace.FailRequestsAsync(403, "/jobs");

        await using (SessionMonitor monitor = Monitor(session, time))
        {
            monitor.WarnBeforeIdleTimeout(_warnings.Enqueue);
            await Workspace.WaitForRequestAsync("GET sessions/", _stopped.Task);
            await Workspace.ClearFaultsAsync();
            await AdvanceUntilAsync(time, () => !_warnings.IsEmpty, seconds: 1);
        }

        Assert.Single(_warnings);
    }

    [Fact]
    public async Task SessionExpiry_closes_the_session_after_the_maximum_duration()
    {
        QuantumSession session = await Workspace.OpenAsync();
        var time = new FakeTimeProvider();

        Task expiry = SessionExpiry.StartAsync(Workspace.Client, session.Id, TimeSpan.FromMinutes(30), time);
        await AdvanceUntilAsync(time, () => expiry.IsCompleted, seconds: 60);

        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task SessionExpiry_ignores_a_session_that_cannot_be_closed()
    {
        var time = new FakeTimeProvider();

        Task expiry = SessionExpiry.StartAsync(Workspace.Client, Guid.NewGuid().ToString(), TimeSpan.FromMinutes(30), time);
        await AdvanceUntilAsync(time, () => expiry.IsCompleted, seconds: 60);

        await expiry;
    }

    private SessionMonitor Monitor(QuantumSession session, TimeProvider time) => new(Workspace.Client, session, time) { PollingInterval = ShortInterval };

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, Token);
        }
    }

    // The monitor starts its timers on another thread, so the clock advances in steps.
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> condition, int seconds = 15)
    {
        while (!condition())
        {
            await Task.Delay(5, Token);
            time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }
}
