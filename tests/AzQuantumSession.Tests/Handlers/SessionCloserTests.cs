using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionCloserTests : HandlerTests
{
    [Fact]
    public async Task CloseAsync_closes_the_session_and_writes_nothing()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await CloseAsync(session);

        Assert.Empty(Output.Objects);
        Assert.Equal(SessionStatus.Succeeded, (await Workspace.ReadAsync(session)).Status);
    }

    [Fact]
    public async Task CloseAsync_sends_no_request_for_the_object_of_an_ended_session()
    {
        QuantumSession session = await OpenClosedAsync(Workspace);
        await Workspace.ForgetRequestsAsync();

        await CloseAsync(session, passThru: true);

        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Equal(session.Id, Output.Sessions.Single().Id);
        Assert.Contains("already ended", Output.Verbose.Single(), StringComparison.Ordinal);
        Assert.Empty(Output.Errors);
    }

    [Fact]
    public async Task CloseAsync_sends_nothing_when_the_user_declines()
    {
        Output.ShouldProcessResult = false;
        QuantumSession session = await Workspace.OpenAsync("kept");
        await Workspace.ForgetRequestsAsync();

        await CloseAsync(session, cancelJobs: true);

        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Equal([$"Cancel unfinished jobs and close: session 'kept' ({session.Id}) in workspace 'emulator'"], Output.Prompts);
    }

    [Fact]
    public async Task CloseAsync_with_CancelJobs_cancels_the_unfinished_jobs()
    {
        QuantumSession session = await Workspace.OpenAsync();
        (string ended, string running) = await SubmitEndedAndRunningAsync(session);

        await CloseAsync(session, cancelJobs: true);

        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
        Assert.DoesNotContain(await Workspace.RequestsAsync(), request => request.Contains(ended, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CloseAsync_closes_the_session_and_reports_a_job_that_cannot_be_cancelled()
    {
        QuantumSession session = await Workspace.OpenAsync();
        string job = await Workspace.SubmitAsync(session);
        await Workspace.FailRequestsAsync(400, ":cancel");

        await CloseAsync(session, cancelJobs: true, passThru: true);

        Assert.Equal(job, ((QuantumSessionJob)Output.Errors.Single().Target!).Id);
        Assert.Equal(SessionStatus.Executing, Output.Sessions.Single().Status);
    }

    private Task CloseAsync(QuantumSession session, bool cancelJobs = false, bool passThru = false) =>
        new SessionCloser(Output, Resolver) { CancelJobs = cancelJobs, PassThru = passThru }
            .CloseAsync(ItemReference<QuantumSession>.From(session), null, Token);
}
