using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionCloserTests
{
    [Fact]
    public async Task Closes_in_silence()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        await CloseAsync(rig, ItemReference<QuantumSession>.From(session));
        Assert.Empty(rig.Pipeline.Objects);
        Assert.Equal(SessionStatus.Succeeded, (await rig.Workspace.ReadAsync(session)).Status);
    }

    [Fact]
    public async Task CloseAsync_sends_nothing_for_an_object_that_says_it_has_ended()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.OpenClosedAsync();
        await rig.Workspace.ForgetRequestsAsync();
        await CloseAsync(rig, ItemReference<QuantumSession>.From(session), passThru: true);
        Assert.Empty(await rig.Workspace.RequestsAsync());
        Assert.Equal(session.Id, rig.Pipeline.Sessions.Single().Id);
        Assert.Contains("already ended", rig.Pipeline.Verbose.Single(), StringComparison.Ordinal);
        Assert.Empty(rig.Pipeline.Errors);
    }

    [Fact]
    public async Task Sends_nothing_when_the_user_does_not_agree()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync(agrees: false);
        QuantumSession session = await rig.Workspace.OpenAsync("kept");
        await rig.Workspace.ForgetRequestsAsync();
        await CloseAsync(rig, ItemReference<QuantumSession>.From(session), cancelJobs: true);
        Assert.Empty(await rig.Workspace.RequestsAsync());
        Assert.Equal([$"Cancel unfinished jobs and close: session 'kept' ({session.Id}) in workspace 'emulator'"], rig.Pipeline.Questions);
    }

    [Fact]
    public async Task Cancels_the_unfinished_jobs_first()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        string done = await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.AdvanceAsync(60);
        string running = await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.ForgetRequestsAsync();
        await CloseAsync(rig, ItemReference<QuantumSession>.From(session), cancelJobs: true);
        IReadOnlyList<string> requests = await rig.Workspace.RequestsAsync();
        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.DoesNotContain(requests, request => request.Contains(done, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closes_even_when_a_job_cannot_be_cancelled_and_reports_the_job()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        string job = await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 400, ["path"] = ":cancel", ["times"] = 0 });
        await CloseAsync(rig, ItemReference<QuantumSession>.From(session), cancelJobs: true, passThru: true);
        Assert.Equal(job, ((QuantumSessionJob)rig.Pipeline.Errors.Single().Target!).Id);
        Assert.Equal(SessionStatus.Executing, rig.Pipeline.Sessions.Single().Status);
    }

    private static Task CloseAsync(HandlerFixture rig, ItemReference<QuantumSession> item, bool cancelJobs = false, bool passThru = false) =>
        new SessionCloser(rig.Pipeline, rig.Resolver) { CancelJobs = cancelJobs, PassThru = passThru }.CloseAsync(item, null, HandlerFixture.Token);
}
