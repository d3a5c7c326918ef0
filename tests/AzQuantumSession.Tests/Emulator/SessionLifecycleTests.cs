using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class SessionLifecycleTests : EmulatorTests
{
    private readonly Guid _session = Guid.NewGuid();
    private JsonObject _opened = [];

    [Fact]
    public async Task Open_returns_a_waiting_session_with_the_properties_of_the_service()
    {
        JsonObject session = await Workspace.OpenAsync(_session);
        Assert.Equal(
            ["status", "jobFailurePolicy", "jobPriority", "name", "id", "providerId", "target", "creationTime", "endExecutionTime", "costEstimate", "itemType"],
            session.Select(property => property.Key));
        Assert.Equal("Waiting", (string?)session["status"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$", (string?)session["creationTime"]);
        Assert.Null(session["endExecutionTime"]);
        Assert.Null(session["costEstimate"]);
    }

    [Fact]
    public async Task Session_executes_from_its_first_job_until_it_is_closed()
    {
        await OpenAsync();
        await Workspace.SubmitAsync(_session);
        Assert.Equal("Executing", await Workspace.SessionStatusAsync(_session));
        await AssertStatusAfterAsync(60, "Executing");
    }

    [Fact]
    public async Task Close_ends_an_empty_session_immediately()
    {
        await OpenAsync();
        await Workspace.AdvanceAsync(5);
        AssertEnded((await Workspace.CloseAsync(_session)).Json, "Succeeded", 5_000);
    }

    [Fact]
    public async Task Close_returns_immediately_and_the_last_job_ends_the_session()
    {
        await OpenAsync();
        await Workspace.SubmitAsync(_session);
        await Workspace.AdvanceAsync(0.5);
        await Workspace.SubmitAsync(_session);
        HttpResult closing = await Workspace.CloseAsync(_session);
        Assert.Equal(HttpStatusCode.OK, closing.Status);
        Assert.Equal("Executing", closing.ItemStatus);
        await AssertStatusAfterAsync(1, "Executing");
        await AssertEndedAfterAsync(1000, "Succeeded", 1_700);
    }

    [Fact]
    public async Task Close_returns_the_same_status_for_a_closing_session()
    {
        await OpenAsync();
        await Workspace.SubmitAsync(_session);
        await Workspace.CloseAsync(_session);
        Assert.Equal("Executing", (await Workspace.CloseAsync(_session)).ItemStatus);
    }

    [Fact]
    public async Task Abort_policy_fails_the_session_and_cancels_other_jobs()
    {
        await OpenAsync("Abort");
        Guid running = await SubmitAsync();
        await Workspace.AdvanceAsync(0.5);
        Guid failing = await SubmitAsync(Circuits.Invalid);
        await Workspace.AdvanceAsync(0.2);

        JsonObject session = await Workspace.SessionAsync(_session);
        AssertEnded(session, "Failed", 700);
        Assert.False(session.ContainsKey("errorData"));
        Assert.Equal("InvalidCircuit", (string?)(await Workspace.JobAsync(failing))["errorData"]!["code"]);
        JsonObject cancelling = await Workspace.JobAsync(running);
        Assert.Equal("CancellationRequested", (string?)cancelling["status"]);
        Assert.True((bool)cancelling["isCancelling"]!);

        await Workspace.AdvanceAsync(3600);
        JsonObject cancelled = await Workspace.JobAsync(running);
        AssertEnded(cancelled, "Cancelled", 800);
        Assert.Equal(After(700), Instant(cancelled, "cancellationTime"));
        Assert.Equal("Failed", await Workspace.JobStatusAsync(failing));
    }

    [Fact]
    public async Task Abort_policy_preserves_jobs_that_ended_before_the_failure()
    {
        await OpenAsync("Abort");
        Guid first = await SubmitAsync();
        await Workspace.AdvanceAsync(1.1);
        await Workspace.SubmitAsync(_session, input: Circuits.Invalid);
        await AssertStatusAfterAsync(3600, "Failed");
        Assert.Equal("Succeeded", await Workspace.JobStatusAsync(first));
    }

    [Fact]
    public async Task Continue_policy_leaves_the_session_open_and_Close_fails_it()
    {
        await OpenAsync("Continue");
        await Workspace.SubmitAsync(_session, input: Circuits.Invalid);
        await Workspace.AdvanceAsync(1);
        JsonObject failures = await Workspace.SessionAsync(_session);
        Assert.Equal("Failure(s)", (string?)failures["status"]);
        Assert.Null(failures["endExecutionTime"]);

        Assert.Equal(HttpStatusCode.OK, (await Workspace.SubmitAsync(_session)).Status);
        Assert.Equal("Failure(s)", await Workspace.SessionStatusAsync(_session));
        await Workspace.AdvanceAsync(2);
        Assert.Equal("Failed", (await Workspace.CloseAsync(_session)).ItemStatus);
    }

    [Fact]
    public async Task Continue_policy_fails_a_closing_session_when_its_last_job_ends()
    {
        await OpenAsync("Continue");
        await Workspace.SubmitAsync(_session);
        await Workspace.SubmitAsync(_session, input: Circuits.Invalid);
        await Workspace.AdvanceAsync(0.5);
        Assert.Equal("Failure(s)", (await Workspace.CloseAsync(_session)).ItemStatus);
        await AssertEndedAfterAsync(60, "Failed", 1_200);
    }

    [Fact]
    public async Task Session_without_jobs_times_out_after_10_minutes()
    {
        await OpenAsync();
        await AssertStatusAfterAsync(599.9, "Waiting");
        await AssertEndedAfterAsync(5000, "TimedOut", 600_000);
    }

    [Fact]
    public async Task Session_times_out_10_minutes_after_its_last_job_ended()
    {
        await OpenAsync("Continue");
        await Workspace.SubmitAsync(_session, input: Circuits.Invalid);
        await Workspace.AdvanceAsync(300);
        await Workspace.SubmitAsync(_session);
        await AssertStatusAfterAsync(601, "Failure(s)");
        await AssertEndedAfterAsync(1000, "TimedOut", 901_200);
    }

    [Fact]
    public async Task Session_does_not_time_out_while_a_job_runs()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new() { Frozen = true, JobDuration = TimeSpan.FromHours(1) });
        await workspace.OpenAsync(_session);
        await workspace.SubmitAsync(_session);
        await workspace.AdvanceAsync(3000);
        Assert.Equal("Executing", await workspace.SessionStatusAsync(_session));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("failed")]
    [InlineData("timed out")]
    public async Task Terminal_session_rejects_jobs_and_Close(string how)
    {
        await OpenAsync();
        switch (how)
        {
            case "closed":
                await Workspace.CloseAsync(_session);
                break;
            case "failed":
                await Workspace.SubmitAsync(_session, input: Circuits.Invalid);
                await Workspace.AdvanceAsync(1);
                break;
            default:
                await Workspace.AdvanceAsync(600);
                break;
        }

        HttpResult rejection = await Workspace.SubmitAsync(_session);
        Assert.Equal("InvalidJobDefinition", rejection.RequireError(HttpStatusCode.BadRequest));
        Assert.Equal(
            "Session is already in a terminal state. This may have been due to failures in prior jobs in the session.",
            (string?)rejection.Json["error"]!["message"]);
        Assert.Equal("InvalidSessionState", (await Workspace.CloseAsync(_session)).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Closing_session_rejects_jobs()
    {
        await OpenAsync();
        await Workspace.SubmitAsync(_session);
        await Workspace.CloseAsync(_session);
        Assert.Equal("InvalidJobDefinition", (await Workspace.SubmitAsync(_session)).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Cancelled_job_does_not_fail_the_session()
    {
        await OpenAsync();
        Guid job = await SubmitAsync();
        await Workspace.SendAsync(HttpMethod.Post, $"jobs/{job}:cancel");
        await AssertStatusAfterAsync(10, "Executing");
        Assert.Equal("Succeeded", (await Workspace.CloseAsync(_session)).ItemStatus);
    }

    /// <summary>Opens the session.</summary>
    private async Task OpenAsync(string policy = "Abort") => _opened = await Workspace.OpenAsync(_session, policy);

    /// <summary>Submits a job to the session. Returns its id.</summary>
    private async Task<Guid> SubmitAsync(string input = Circuits.Bell)
    {
        var job = Guid.NewGuid();
        await Workspace.SubmitAsync(_session, job, input);
        return job;
    }

    /// <summary>Advances the clock, and asserts the status of the session.</summary>
    private async Task AssertStatusAfterAsync(double seconds, string status)
    {
        await Workspace.AdvanceAsync(seconds);
        Assert.Equal(status, await Workspace.SessionStatusAsync(_session));
    }

    /// <summary>Advances the clock, and asserts the status and the end of the session, in milliseconds after the session was opened.</summary>
    private async Task AssertEndedAfterAsync(double seconds, string status, long milliseconds)
    {
        await Workspace.AdvanceAsync(seconds);
        AssertEnded(await Workspace.SessionAsync(_session), status, milliseconds);
    }

    /// <summary>Asserts the status and the end of a session or a job, in milliseconds after the session was opened.</summary>
    private void AssertEnded(JsonObject item, string status, long milliseconds) =>
        Assert.Equal((status, After(milliseconds)), ((string)item["status"]!, Instant(item, "endExecutionTime")));

    private DateTimeOffset After(long milliseconds) =>
        Instant(_opened, "creationTime") + TimeSpan.FromMilliseconds(milliseconds);

    private static DateTimeOffset Instant(JsonObject json, string name) =>
        DateTimeOffset.Parse((string)json[name]!, CultureInfo.InvariantCulture);
}
