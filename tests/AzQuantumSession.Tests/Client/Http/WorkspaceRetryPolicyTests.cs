using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class WorkspaceRetryPolicyTests
{
    private static readonly ScriptedReply Good = ScriptedReply.Json(ClientFixture.Session());

    public static TheoryData<int> TransientStatuses { get; } = [408, 429, 500, 502, 503, 504];

    public static TheoryData<int> OtherStatuses { get; } = [400, 401, 403, 404, 409, 501];

    [Theory]
    [MemberData(nameof(TransientStatuses))]
    public async Task GetSessionAsync_retries_transient_statuses(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "Busy", "later"), Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        await client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Headers["x-ms-client-request-id"], server.Requests[1].Headers["x-ms-client-request-id"]);
    }

    [Theory]
    [MemberData(nameof(OtherStatuses))]
    public async Task GetSessionAsync_does_not_retry_other_statuses(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "No", "never"), Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        await ClientFixture.FailureAsync(() => client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task GetSessionAsync_retries_a_reset_connection()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Reset, Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        await client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_retries_a_truncated_response()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Truncated("""{"id":"""), Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        QuantumSession session = await client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.Equal(ClientFixture.Id, session.Id);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_retries_after_a_timeout()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Never, Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(retries: 9, timeout: TimeSpan.FromMilliseconds(300)));
        await client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);

        Assert.True(server.Requests.Count >= 2);
    }

    [Fact]
    public async Task OpenSessionAsync_retries_with_the_same_id_and_body()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Reset, ScriptedReply.Error(503, "x", "y"), Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        await client.OpenSessionAsync(
            new SessionOpenOptions { Id = ClientFixture.Id, Name = "n", ProviderId = "p", Target = "t" }, ClientFixture.Token);

        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => (request.Method, request.Target, request.Body)).Distinct());
    }

    [Fact]
    public async Task GetSessionAsync_stops_after_MaxRetries()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(503, "Busy", "later"));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(retries: 3));
        await ClientFixture.FailureAsync(() => client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("retry-after-ms", "7", "0.007 s")]
    [InlineData("x-ms-retry-after-ms", "9", "0.009 s")]
    public async Task GetSessionAsync_waits_as_long_as_RetryAfter(string header, string value, string expected)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(429, "Busy", "later").With(header, value), Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Contains($"Trying again in {expected} (retry 1 of 2).", log);
    }

    [Fact]
    public async Task GetSessionAsync_uses_RetryAfter_for_one_retry_only()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(429, "Busy", "later").With("retry-after-ms", "70"), ScriptedReply.Reset, Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Contains("Trying again in 0.07 s (retry 1 of 2).", log);
        Assert.Contains("Trying again in 0.002 s (retry 2 of 2).", log);
    }

    [Fact]
    public async Task GetSessionAsync_increases_and_jitters_the_retry_delay()
    {
        Queue<double> random = new([0.5, 0.5, 0, 0.999]);
        WorkspaceClientSettings settings = new()
        {
            MaxRetries = 4,
            RetryDelay = TimeSpan.FromMilliseconds(2),
            MaxRetryDelay = TimeSpan.FromMilliseconds(10),
            Environment = _ => null,
            NextRandom = random.Dequeue,
        };
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(503, "Busy", "later"));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, settings);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() =>
            ClientFixture.FailureAsync(() => client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token)));

        Assert.Equal(
            ["0.002", "0.004", "0.006", "0.01"],
            log.Where(line => line.StartsWith("Trying", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]));
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_between_retries()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(503, "Busy", "later").With("Retry-After", "3000"));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        RequestLog.Listener = line =>
        {
            if (line.StartsWith("Trying again", StringComparison.Ordinal))
            {
                cancellation.CancelAfter(1);
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetSessionAsync(ClientFixture.Id, cancellation.Token));
        RequestLog.Listener = null;

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_during_a_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Never);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);

        await ClientFixture.AssertCancellationAsync(server, token => client.GetSessionAsync(ClientFixture.Id, token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_after_a_failure()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Reset, ScriptedReply.Never);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);

        await ClientFixture.AssertCancellationAsync(server, token => client.GetSessionAsync(ClientFixture.Id, token));
    }

    [Fact]
    public async Task GetSessionAsync_sends_nothing_if_already_cancelled()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Good);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetSessionAsync(ClientFixture.Id, new CancellationToken(true)));
        Assert.Empty(server.Requests);
    }
}
