using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class SessionLifecycleTests
{
    private readonly Guid _session = Guid.NewGuid();

    [Fact]
    public async Task Open_returns_a_waiting_session_with_the_properties_of_the_service()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject session = await workspace.OpenAsync(_session);
        Assert.Equal(
            ["status", "jobFailurePolicy", "jobPriority", "name", "id", "providerId", "target", "creationTime", "endExecutionTime", "costEstimate", "itemType"],
            session.Select(property => property.Key));
        Assert.Equal("Waiting", (string?)session["status"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", (string?)session["creationTime"]);
        Assert.Null(session["endExecutionTime"]);
        Assert.Null(session["costEstimate"]);
    }

    [Fact]
    public async Task Session_executes_from_its_first_job_until_it_is_closed()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        Assert.Equal("Executing", await workspace.StatusAsync(_session));
        await workspace.AdvanceAsync(60);
        Assert.Equal("Executing", await workspace.StatusAsync(_session));
    }

    [Fact]
    public async Task Close_ends_an_empty_session_immediately()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session);
        await workspace.AdvanceAsync(5);
        JsonObject closed = (await workspace.CloseAsync(_session)).Json;
        Assert.Equal("Succeeded", (string?)closed["status"]);
        Assert.Equal(After(opened, 5_000), Instant(closed, "endExecutionTime"));
    }

    [Fact]
    public async Task Close_returns_immediately_and_the_last_job_ends_the_session()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        await workspace.AdvanceAsync(0.5);
        await workspace.SubmitAsync(_session);
        HttpResult closing = await workspace.CloseAsync(_session);
        Assert.Equal(HttpStatusCode.OK, closing.Status);
        Assert.Equal("Executing", (string?)closing.Json["status"]);
        await workspace.AdvanceAsync(1);
        Assert.Equal("Executing", await workspace.StatusAsync(_session));
        await workspace.AdvanceAsync(1000);
        JsonObject ended = await workspace.SessionAsync(_session);
        Assert.Equal("Succeeded", (string?)ended["status"]);
        Assert.Equal(After(opened, 1_700), Instant(ended, "endExecutionTime"));
    }

    [Fact]
    public async Task Close_returns_the_same_status_for_a_closing_session()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        await workspace.CloseAsync(_session);
        Assert.Equal("Executing", (string?)(await workspace.CloseAsync(_session)).Json["status"]);
    }

    [Fact]
    public async Task Abort_policy_fails_the_session_and_cancels_other_jobs()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session, "Abort");
        var running = Guid.NewGuid();
        await workspace.SubmitAsync(_session, running);
        await workspace.AdvanceAsync(0.5);
        var failing = Guid.NewGuid();
        await workspace.SubmitAsync(_session, failing, TestWorkspace.Broken);
        await workspace.AdvanceAsync(0.2);

        JsonObject session = await workspace.SessionAsync(_session);
        Assert.Equal("Failed", (string?)session["status"]);
        Assert.Equal(After(opened, 700), Instant(session, "endExecutionTime"));
        Assert.Equal("InvalidCircuit", (string?)session["errorData"]!["code"]);
        JsonObject cancelling = await workspace.JobAsync(running);
        Assert.Equal("CancellationRequested", (string?)cancelling["status"]);
        Assert.True((bool)cancelling["isCancelling"]!);

        await workspace.AdvanceAsync(3600);
        JsonObject cancelled = await workspace.JobAsync(running);
        Assert.Equal("Cancelled", (string?)cancelled["status"]);
        Assert.Equal(After(opened, 700), Instant(cancelled, "cancellationTime"));
        Assert.Equal(After(opened, 800), Instant(cancelled, "endExecutionTime"));
        Assert.Equal("Failed", (string?)(await workspace.JobAsync(failing))["status"]);
    }

    [Fact]
    public async Task Abort_policy_preserves_jobs_that_ended_before_the_failure()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session, "Abort");
        var first = Guid.NewGuid();
        await workspace.SubmitAsync(_session, first);
        await workspace.AdvanceAsync(1.1);
        await workspace.SubmitAsync(_session, input: TestWorkspace.Broken);
        await workspace.AdvanceAsync(3600);
        Assert.Equal("Failed", await workspace.StatusAsync(_session));
        Assert.Equal("Succeeded", (string?)(await workspace.JobAsync(first))["status"]);
    }

    [Fact]
    public async Task Continue_policy_leaves_the_session_open_and_Close_fails_it()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session, "Continue");
        await workspace.SubmitAsync(_session, input: TestWorkspace.Broken);
        await workspace.AdvanceAsync(1);
        JsonObject failures = await workspace.SessionAsync(_session);
        Assert.Equal("Failure(s)", (string?)failures["status"]);
        Assert.Null(failures["endExecutionTime"]);

        Assert.Equal(HttpStatusCode.Created, (await workspace.SubmitAsync(_session)).Status);
        Assert.Equal("Failure(s)", await workspace.StatusAsync(_session));
        await workspace.AdvanceAsync(2);
        Assert.Equal("Failed", (string?)(await workspace.CloseAsync(_session)).Json["status"]);
    }

    [Fact]
    public async Task Continue_policy_fails_a_closing_session_when_its_last_job_ends()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session, "Continue");
        await workspace.SubmitAsync(_session);
        await workspace.SubmitAsync(_session, input: TestWorkspace.Broken);
        await workspace.AdvanceAsync(0.5);
        Assert.Equal("Failure(s)", (string?)(await workspace.CloseAsync(_session)).Json["status"]);
        await workspace.AdvanceAsync(60);
        JsonObject ended = await workspace.SessionAsync(_session);
        Assert.Equal("Failed", (string?)ended["status"]);
        Assert.Equal(After(opened, 1_200), Instant(ended, "endExecutionTime"));
    }

    [Fact]
    public async Task Session_without_jobs_times_out_after_10_minutes()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session);
        await workspace.AdvanceAsync(599.9);
        Assert.Equal("Waiting", await workspace.StatusAsync(_session));
        await workspace.AdvanceAsync(5000);
        JsonObject ended = await workspace.SessionAsync(_session);
        Assert.Equal("TimedOut", (string?)ended["status"]);
        Assert.Equal(After(opened, 600_000), Instant(ended, "endExecutionTime"));
    }

    [Fact]
    public async Task Session_times_out_10_minutes_after_its_last_job_ended()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        JsonObject opened = await workspace.OpenAsync(_session, "Continue");
        await workspace.SubmitAsync(_session, input: TestWorkspace.Broken);
        await workspace.AdvanceAsync(300);
        await workspace.SubmitAsync(_session);
        await workspace.AdvanceAsync(601);
        Assert.Equal("Failure(s)", await workspace.StatusAsync(_session));
        await workspace.AdvanceAsync(1000);
        JsonObject ended = await workspace.SessionAsync(_session);
        Assert.Equal("TimedOut", (string?)ended["status"]);
        Assert.Equal(After(opened, 901_200), Instant(ended, "endExecutionTime"));
    }

    [Fact]
    public async Task Session_does_not_time_out_while_a_job_runs()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new() { Frozen = true, JobDuration = TimeSpan.FromHours(1) });
        await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        await workspace.AdvanceAsync(3000);
        Assert.Equal("Executing", await workspace.StatusAsync(_session));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("failed")]
    [InlineData("timed out")]
    public async Task Terminal_session_rejects_jobs_and_Close(string how)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session);
        switch (how)
        {
            case "closed":
                await workspace.CloseAsync(_session);
                break;
            case "failed":
                await workspace.SubmitAsync(_session, input: TestWorkspace.Broken);
                await workspace.AdvanceAsync(1);
                break;
            default:
                await workspace.AdvanceAsync(600);
                break;
        }

        HttpResult refused = await workspace.SubmitAsync(_session);
        Assert.Equal("InvalidJobDefinition", refused.RequireError(HttpStatusCode.BadRequest));
        Assert.Equal(
            "Session is already in a terminal state. This may have been due to failures in prior jobs in the session.",
            (string?)refused.Json["error"]!["message"]);
        Assert.Equal("InvalidSessionState", (await workspace.CloseAsync(_session)).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Closing_session_rejects_jobs()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        await workspace.CloseAsync(_session);
        Assert.Equal("InvalidJobDefinition", (await workspace.SubmitAsync(_session)).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Cancelled_job_does_not_fail_the_session()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_session);
        var job = Guid.NewGuid();
        await workspace.SubmitAsync(_session, job);
        await workspace.SendAsync(HttpMethod.Post, $"jobs/{job}:cancel");
        await workspace.AdvanceAsync(10);
        Assert.Equal("Executing", await workspace.StatusAsync(_session));
        Assert.Equal("Succeeded", (string?)(await workspace.CloseAsync(_session)).Json["status"]);
    }

    private static DateTimeOffset After(JsonObject opened, long milliseconds) =>
        Instant(opened, "creationTime") + TimeSpan.FromMilliseconds(milliseconds);

    private static DateTimeOffset Instant(JsonObject json, string name) =>
        DateTimeOffset.Parse((string)json[name]!, CultureInfo.InvariantCulture);
}
