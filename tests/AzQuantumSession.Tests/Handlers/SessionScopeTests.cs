using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionScopeTests : HandlerTests
{
    [Fact]
    public async Task RunAsync_passes_the_session_to_the_block_and_closes_it()
    {
        QuantumSession session = await Workspace.OpenAsync();
        QuantumSession? passed = null;

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(used => passed = used), NoStop, Token);

        Assert.Same(session, passed);
        Assert.Equal(SessionStatus.Succeeded, (await Workspace.ReadAsync(session)).Status);
        Assert.Empty(Output.Errors);
    }

    [Fact]
    public async Task RunAsync_closes_the_session_and_rethrows_the_exception_of_the_block()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await AssertRethrowsAsync(new SessionScope(Output), session);

        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task RunAsync_closes_the_session_when_the_command_was_cancelled()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(), NoStop, new CancellationToken(canceled: true));

        Assert.True((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task RunAsync_reports_nothing_for_a_session_that_the_block_closed()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.CloseAsync(session);

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(), NoStop, Token);

        Assert.Empty(Output.Errors);
    }

    [Fact]
    public async Task RunAsync_closes_the_session_with_one_request()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.ForgetRequestsAsync();

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(), NoStop, Token);

        Assert.Equal([$"POST sessions/{session.Id}:close"], await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public async Task RunAsync_cancels_the_jobs_only_after_a_failure_with_CancelJobsOnError(bool cancelJobsOnError, bool fails, int expected)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);

        Task run = new SessionScope(Output) { CancelJobsOnError = cancelJobsOnError }
            .RunAsync(Workspace.Client, session, Block(_ => { if (fails) { throw new InvalidOperationException(); } }), NoStop, Token);

        Assert.Equal(fails, await Record.ExceptionAsync(() => run) is not null);
        Assert.Equal(expected, (await Workspace.RequestsAsync()).Count(request => request.EndsWith(":cancel", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task RunAsync_closes_the_session_when_its_jobs_cannot_be_listed(int status)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.FailRequestsAsync(status, "/jobs", "GET");

        await AssertRethrowsAsync(new SessionScope(Output) { CancelJobsOnError = true }, session);

        Assert.Contains($"POST sessions/{session.Id}:close", await Workspace.PostsAsync());
        Assert.Same(session, Output.Errors.Single().Target);
    }

    [Theory]
    [InlineData(":cancel", "Cancel them with: Get-AzQuantumSession {0} | Stop-AzQuantumSessionJob", true)]
    [InlineData(":close", "Close it with: Stop-AzQuantumSession {0}", false)]
    public async Task RunAsync_reports_within_a_minute_what_the_service_does_not_answer(string path, string action, bool isClosed)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = path });
        var time = new FakeTimeProvider();
        var scope = new SessionScope(Output) { CancelJobsOnError = true, Time = time };

        Task run = AssertRethrowsAsync(scope, session);
        await Workspace.WaitForRequestAsync("POST jobs/", run);
        await Workspace.WaitForRequestAsync("POST sessions/", run);
        time.Advance(TimeSpan.FromSeconds(60));
        await run.WaitAsync(TimeSpan.FromSeconds(60), Token);

        AssertError("RequestTimeout", session);
        Assert.Equal(action.Replace("{0}", session.Id, StringComparison.Ordinal), Output.Errors.Single().RecommendedAction);
        Assert.Equal(isClosed, await IsClosedAsync(session));
    }

    [Fact]
    public async Task RunAsync_says_how_to_close_a_session_that_the_service_did_not_close()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(429, ":close");

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(), NoStop, Token);

        AssertError("TooManyRequests", session);
        Assert.NotNull(Output.Errors.Single().RecommendedAction);
    }

    [Fact]
    public async Task RunAsync_reports_a_failed_close_as_an_error()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(400, ":close");

        await new SessionScope(Output).RunAsync(Workspace.Client, session, Block(), NoStop, Token);

        AssertError("RequestRejected", session);
    }

    [Theory]
    [InlineData(false, false, 1, 0)]
    [InlineData(true, false, 0, 1)]
    [InlineData(false, true, 0, 1)]
    public async Task RunAsync_rethrows_the_exception_of_the_block_when_the_close_fails(bool stopsOnError, bool isStopping, int errors, int hostErrors)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(400, ":close");
        var output = new RecordingCmdletOutput { IsErrorActionStop = stopsOnError, ThrowOnError = isStopping ? new InvalidDataException("stopping") : null };

        await AssertRethrowsAsync(new SessionScope(output), session);

        Assert.Equal((errors, hostErrors), (output.Errors.Count, output.HostErrors.Count));
    }

    [Fact]
    public async Task RunAsync_shows_the_host_the_text_of_the_error_when_the_block_failed()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        IWorkspaceClient client = DefectiveClient.Create(Workspace.Client, nameof(IWorkspaceClient.CancelJobAsync), new InvalidCastException("defect"));
        var output = new RecordingCmdletOutput { IsErrorActionStop = true };

        await Assert.ThrowsAsync<InvalidDataException>(() => new SessionScope(output) { CancelJobsOnError = true }
            .RunAsync(client, session, Block(_ => throw new InvalidDataException("mine")), NoStop, Token));

        Assert.StartsWith("An internal error occurred: InvalidCastException: defect", Assert.Single(output.HostErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_with_WaitForJobs_waits_for_unfinished_jobs()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);

        Task run = new SessionScope(Output) { WaitForJobs = true }.RunAsync(Workspace.Client, session, Block(), NoStop, Token);
        await Task.Delay(200, Token);
        Assert.False(run.IsCompleted);
        await Workspace.AdvanceAsync(60);
        await run;

        Assert.Equal(SessionStatus.Succeeded, (await Workspace.ReadAsync(session)).Status);
        Assert.Empty(Output.Objects);
    }

    // A closed session ends when its jobs end.
    private async Task<bool> IsClosedAsync(QuantumSession session)
    {
        await Workspace.AdvanceAsync(60);
        return (await Workspace.ReadAsync(session)).IsTerminal;
    }

    private async Task AssertRethrowsAsync(SessionScope scope, QuantumSession session)
    {
        var thrown = new InvalidOperationException("mine");
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => scope.RunAsync(Workspace.Client, session, Block(_ => throw thrown), NoStop, Token)));
    }

    private static Func<QuantumSession, bool> Block(Action<QuantumSession>? action = null) => session =>
    {
        action?.Invoke(session);
        return true;
    };

    private static void NoStop()
    {
    }
}
