namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests the exact requests of the client.</summary>
public sealed class RequestTests
{
    private const string Version = "api-version=2026-01-15-preview";

    [Fact]
    public async Task OpenSessionAsync_sends_only_properties_that_a_client_may_set()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(new ScriptedReply(201, ClientFixture.Session()));
        await workspace.Client.OpenSessionAsync(
            new SessionOpenOptions
            {
                Id = ClientFixture.Id,
                Name = "vqe-h2",
                ProviderId = "ionq",
                Target = "ionq.simulator",
                JobFailurePolicy = "Abort",
                Priority = "Standard",
                Tags = ["chem"],
            },
            ClientFixture.Token);

        RecordedRequest request = Assert.Single(workspace.Requests);
        Assert.Equal("PUT", request.Method);
        Assert.Equal($"{ClientFixture.WorkspacePath}/sessions/{ClientFixture.Id}?{Version}", request.Target);
        Assert.Equal("""{"itemType":"Session","name":"vqe-h2","providerId":"ionq","target":"ionq.simulator","jobFailurePolicy":"Abort","priority":"Standard","tags":["chem"]}""", request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task OpenSessionAsync_omits_properties_that_are_not_set()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        await workspace.Client.OpenSessionAsync(
            new SessionOpenOptions { Id = ClientFixture.Id, Name = "n", ProviderId = "p", Target = "t" }, ClientFixture.Token);

        Assert.Equal("""{"itemType":"Session","name":"n","providerId":"p","target":"t"}""", workspace.Requests[0].Body);
    }

    [Fact]
    public async Task CloseSessionAsync_posts_an_empty_body()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Session(status: "Succeeded")));
        QuantumSession session = await workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token);

        RecordedRequest request = Assert.Single(workspace.Requests);
        Assert.Equal("Succeeded", session.Status);
        Assert.Equal("POST", request.Method);
        Assert.Equal($"{ClientFixture.WorkspacePath}/sessions/{ClientFixture.Id}:close?{Version}", request.Target);
        Assert.Equal("0", request.Headers["Content-Length"]);
        Assert.Equal("", request.Body);
    }

    [Theory]
    [InlineData(200, """{"id":"J1","status":"CancellationRequested"}""")]
    [InlineData(200, """{"id":"j1","status":"Executing"}""")]
    [InlineData(204, "")]
    public async Task CancelJobAsync_sends_one_request(int status, string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(new ScriptedReply(status, body));
        Assert.Null(await workspace.Client.CancelJobAsync("j1", ClientFixture.Token));

        RecordedRequest request = Assert.Single(workspace.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal($"{ClientFixture.WorkspacePath}/jobs/j1:cancel?{Version}", request.Target);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    public async Task CancelJobAsync_reads_the_job_if_the_request_is_refused(int status)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Error(status, "InvalidJobState", "The job has ended."), ScriptedReply.Json("""{"id":"j1","status":"Succeeded"}"""));

        QuantumSessionJob? job = await workspace.Client.CancelJobAsync("j1", ClientFixture.Token);

        Assert.Equal("Succeeded", job?.Status);
        Assert.Equal(["POST", "GET"], workspace.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData(200, """{"id":"j1","status":"Executing"}""")]
    [InlineData(404, "")]
    public async Task CancelJobAsync_reports_the_refusal_if_the_job_has_not_ended_or_cannot_be_read(int status, string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Error(409, "InvalidJobState", "Not now."), new ScriptedReply(status, body));

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.CancelJobAsync("j1", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Rejected, failure.Kind);
        Assert.StartsWith("Workspace 'ws' refused to cancel job 'j1'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Not now.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_sends_key_user_agent_and_request_id()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        await workspace.GetSessionAsync();

        IReadOnlyDictionary<string, string> headers = workspace.Requests[0].Headers;
        Assert.Equal(ClientFixture.Key, headers["x-ms-quantum-api-key"]);
        Assert.Matches(@"^AzQuantumSession/\d+\.\d+\.\d+ \(PowerShell/7\.4\.6; [^()]+\)$", headers["User-Agent"]);
        Assert.True(Guid.TryParse(headers["x-ms-client-request-id"], out _));
        Assert.Equal("application/json", headers["Accept"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.DoesNotContain("traceparent", headers.Keys);
        Assert.DoesNotContain("Request-Id", headers.Keys);
        Assert.DoesNotContain("Cookie", headers.Keys);
    }

    [Fact]
    public async Task GetSessionAsync_sends_an_access_token_as_bearer_token()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint, token: ClientFixture.Secret("tok.en"));
        await client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.Equal("Bearer tok.en", server.Requests[0].Headers["Authorization"]);
        Assert.DoesNotContain("x-ms-quantum-api-key", server.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task GetSessionAsync_escapes_the_id()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        await workspace.Client.GetSessionAsync("../jobs/a?b#c", ClientFixture.Token);

        Assert.Equal($"{ClientFixture.WorkspacePath}/sessions/..%2Fjobs%2Fa%3Fb%23c?{Version}", workspace.Requests[0].Target);
        await Assert.ThrowsAsync<ArgumentException>(() => workspace.Client.GetSessionAsync("..", ClientFixture.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => workspace.Client.GetSessionAsync(" ", ClientFixture.Token));
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task ConnectAsync_overrides_the_API_version()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        QuantumWorkspace workspace = await ClientFixture.ConnectAsync(new WorkspaceConnectionOptions
        {
            ResourceId = ClientFixture.WorkspacePath,
            Endpoint = server.Endpoint,
            ApiKey = ClientFixture.Secret(ClientFixture.Key),
            ApiVersion = "2025-12-01-preview",
            SkipValidation = true,
        });
        await workspace.Client!.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.Equal("2025-12-01-preview", server.Requests[0].Query("api-version"));
    }

    [Fact]
    public async Task List_methods_use_the_query_syntax_of_the_service()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Page([])));
        await workspace.Client.ListSessionsAsync(new ItemFilter { Targets = ["it's"], Limit = 5 }, ClientFixture.Token).ReadAllAsync();
        await workspace.Client.ListSessionJobsAsync(ClientFixture.Id, new ItemFilter { Statuses = ["failed"], Descending = false }, ClientFixture.Token).ReadAllAsync();
        await workspace.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();
        await workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync();

        Assert.Equal(
            [
                $"{ClientFixture.WorkspacePath}/sessions?{Version}&filter=%28Target%20eq%20%27it%27%27s%27%29&orderby=CreationTime%20desc&top=5",
                $"{ClientFixture.WorkspacePath}/sessions/{ClientFixture.Id}/jobs?{Version}&filter=%28State%20eq%20%27Failed%27%29&orderby=CreationTime%20asc&top=100",
                $"{ClientFixture.WorkspacePath}/jobs?{Version}&orderby=CreationTime%20desc&top=100",
                $"{ClientFixture.WorkspacePath}/providerStatus?{Version}",
            ],
            workspace.Requests.Select(request => request.Target));
    }
}
