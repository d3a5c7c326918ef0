using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionUseTests
{
    [Fact]
    public async Task Closes_after_a_block_that_ends_well()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        QuantumSession? given = null;
        await new SessionScope(rig.Pipeline).RunAsync(session, used => given = used, HandlerFixture.Token);
        Assert.Same(session, given);
        Assert.Equal(SessionStatus.Succeeded, (await rig.Workspace.ReadAsync(session)).Status);
        Assert.Empty(rig.Pipeline.Errors);
    }

    [Fact]
    public async Task Closes_after_a_block_that_throws_and_hands_on_the_very_exception()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        var thrown = new InvalidOperationException("mine");
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => Failing(rig, session, thrown)));
        Assert.True((await rig.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Closes_also_when_the_command_is_cancelled_already()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await new SessionScope(rig.Pipeline).RunAsync(session, _ => { }, new CancellationToken(canceled: true));
        Assert.True((await rig.Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task RunAsync_reports_nothing_for_a_session_that_the_block_closed()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.Client.CloseSessionAsync(session.Id, HandlerFixture.Token);
        await new SessionScope(rig.Pipeline).RunAsync(session, _ => { }, HandlerFixture.Token);
        Assert.Empty(rig.Pipeline.Errors);
    }

    [Fact]
    public async Task RunAsync_closes_with_one_request()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.ForgetRequestsAsync();
        await new SessionScope(rig.Pipeline).RunAsync(session, _ => { }, HandlerFixture.Token);
        Assert.Equal([$"POST sessions/{session.Id}:close"], await rig.Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public async Task Cancels_the_jobs_only_after_a_failure_and_only_when_asked(bool asked, bool fails, int expected)
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.SubmitAsync(session);
        var use = new SessionScope(rig.Pipeline) { CancelJobsOnError = asked };
        Task run = use.RunAsync(session, _ => { if (fails) { throw new InvalidOperationException(); } }, HandlerFixture.Token);
        Assert.Equal(fails, await Record.ExceptionAsync(() => run) is not null);
        Assert.Equal(expected, (await rig.Workspace.RequestsAsync()).Count(request => request.EndsWith(":cancel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failure_to_close_is_an_error_beside_the_output()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await UnclosableAsync(rig);
        await new SessionScope(rig.Pipeline).RunAsync(session, _ => { }, HandlerFixture.Token);
        Assert.Equal(("RequestRejected", (object?)session), (rig.Pipeline.Errors.Single().Id, rig.Pipeline.Errors.Single().Target));
    }

    [Theory]
    [InlineData(false, false, 1, 0)]
    [InlineData(true, false, 0, 1)]
    [InlineData(false, true, 0, 1)]
    public async Task A_failure_to_close_never_takes_the_place_of_the_blocks_error(bool stopsOnError, bool isStopping, int errors, int hostErrors)
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await UnclosableAsync(rig);
        var pipeline = new RecordingCmdletOutput { IsErrorActionStop = stopsOnError, ThrowOnError = isStopping ? new InvalidDataException("stopping") : null };
        var thrown = new InvalidOperationException("mine");
        Task run = new SessionScope(pipeline).RunAsync(session, _ => throw thrown, HandlerFixture.Token);
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => run));
        Assert.Equal((errors, hostErrors), (pipeline.Errors.Count, pipeline.HostErrors.Count));
    }

    [Fact]
    public async Task Waits_for_the_jobs_that_have_not_ended()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.SubmitAsync(session);
        Task run = new SessionScope(rig.Pipeline) { WaitForJobs = true }.RunAsync(session, _ => { }, HandlerFixture.Token);
        await Task.Delay(200, HandlerFixture.Token);
        Assert.False(run.IsCompleted);
        await rig.Workspace.AdvanceAsync(60);
        await run;
        Assert.Equal(SessionStatus.Succeeded, (await rig.Workspace.ReadAsync(session)).Status);
        Assert.Empty(rig.Pipeline.Objects);
    }

    private static async Task<QuantumSession> UnclosableAsync(HandlerFixture rig)
    {
        QuantumSession session = await rig.Workspace.OpenAsync();
        await rig.Workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 400, ["path"] = ":close", ["times"] = 0 });
        return session;
    }

    private static Task Failing(HandlerFixture rig, QuantumSession session, Exception thrown) =>
        new SessionScope(rig.Pipeline).RunAsync(session, _ => throw thrown, HandlerFixture.Token);
}
