namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Successful responses that do not prove that a session was closed, or that the cancellation of a job was requested.</summary>
public sealed class UnprovenResponseTests
{
    private const string OtherId = "11111111-2222-4333-8444-555555555555";

    private static string Waiting => ClientFixture.Session(status: "Waiting");

    private static string Other => ClientFixture.Session(status: "Succeeded").Replace(ClientFixture.Id, OtherId, StringComparison.Ordinal);

    public static TheoryData<string, string> UnprovenClosings => new()
    {
        { "", "it is empty" },
        { "<title>Sign in</title>", "it is not the JSON that the service sends" },
        { "{}", "it contains a session without an id" },
        { Waiting, "it contains a session that is Waiting" },
        { Other, "it contains another session" },
    };

    [Theory]
    [MemberData(nameof(UnprovenClosings))]
    public async Task CloseSessionAsync_succeeds_if_the_session_has_ended(string body, string reason)
    {
        Assert.NotEmpty(reason);
        await using ScriptedWorkspace workspace = await StartAsync(body, ScriptedReply.Json(ClientFixture.Session(status: "Failed")));

        Assert.Equal("Failed", (await workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token)).Status);
        Assert.Single(workspace.Requests, request => request.Method == "GET");
    }

    [Theory]
    [MemberData(nameof(UnprovenClosings))]
    public async Task CloseSessionAsync_throws_if_the_session_has_not_ended(string body, string reason)
    {
        await using ScriptedWorkspace workspace = await StartAsync(body, ScriptedReply.Json(ClientFixture.Session(status: "Executing")));

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        failure.Message.AssertContains(
            $"The response to the request to close session '{ClientFixture.Id}' cannot be read: {reason}",
            $"The session is Executing, and can still be open. To close it: Stop-AzQuantumSession {ClientFixture.Id}");
        Assert.Single(workspace.Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task CloseSessionAsync_throws_if_the_session_cannot_be_read()
    {
        await using ScriptedWorkspace workspace = await StartAsync("", ScriptedReply.Error(403, "No", "no"));

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("The session can still be open.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Executing")]
    [InlineData("Succeeded")]
    [InlineData("Unknown to this version")]
    public async Task CloseSessionAsync_sends_one_request_if_the_response_is_the_session(string status)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Session(status: status)));

        Assert.Equal(status, (await workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token)).Status);
        Assert.Single(workspace.Requests);
    }

    [Theory]
    [InlineData("", "CancellationRequested", false)]
    [InlineData("{}", "Cancelling", false)]
    [InlineData("<title>Sign in</title>", "Cancelled", true)]
    [InlineData("""{"id":"j2","status":"CancellationRequested"}""", "Cancelled", true)]
    public async Task CancelJobAsync_reads_the_job_if_the_response_is_not_the_job(string body, string status, bool hasEnded)
    {
        await using ScriptedWorkspace workspace = await StartAsync(body, ScriptedReply.Json($$"""{"id":"j1","status":"{{status}}"}"""));

        QuantumSessionJob? ended = await workspace.Client.CancelJobAsync("j1", ClientFixture.Token);

        Assert.Equal(hasEnded ? status : null, ended?.Status);
        Assert.Single(workspace.Requests, request => request.Method == "GET");
    }

    [Theory]
    [InlineData("", 200, """{"id":"j1","status":"Executing"}""", "it is empty", "The job is Executing, and its cancellation is not requested.")]
    [InlineData("{}", 200, """{"id":"j1","status":"Queued"}""", "it contains a job without an id", "The job is Queued, and its cancellation is not requested.")]
    [InlineData("", 403, "", "it is empty", "The job can still run.")]
    public async Task CancelJobAsync_throws_if_the_cancellation_is_not_requested(string body, int status, string job, string reason, string state)
    {
        await using ScriptedWorkspace workspace = await StartAsync(body, new ScriptedReply(status, job));

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.CancelJobAsync("j1", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        failure.Message.AssertContains($"The response to the request to cancel job 'j1' cannot be read: {reason}", $"{state} To cancel it: Stop-AzQuantumSessionJob j1");
    }

    /// <summary>Starts a server that answers each POST with a body, and then a GET.</summary>
    private static async Task<ScriptedWorkspace> StartAsync(string body, ScriptedReply read)
    {
        ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        workspace.Server.SetResponder(request => request.Method == "POST" ? new ScriptedReply(200, body) : read);
        return workspace;
    }
}
