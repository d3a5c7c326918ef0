using AzQuantumSession.Client.Credentials;
using Microsoft.Extensions.Time.Testing;

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
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(status, "Busy", "later"), Good);
        await workspace.GetSessionAsync();

        Assert.Equal(2, workspace.Requests.Count);
        Assert.Equal(workspace.Requests[0].Headers["x-ms-client-request-id"], workspace.Requests[1].Headers["x-ms-client-request-id"]);
    }

    [Theory]
    [MemberData(nameof(OtherStatuses))]
    public async Task GetSessionAsync_does_not_retry_other_statuses(int status)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(status, "No", "never"), Good);
        await workspace.FailToGetSessionAsync();

        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task GetSessionAsync_retries_a_reset_connection()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Reset, Good);
        await workspace.GetSessionAsync();

        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_retries_a_truncated_response()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Truncated("""{"id":"""), Good);
        QuantumSession session = await workspace.GetSessionAsync();

        Assert.Equal(ClientFixture.Id, session.Id);
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_retries_after_a_timeout()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ClientFixture.Quick(retries: 9, timeout: TimeSpan.FromMilliseconds(300)), ScriptedReply.Never, Good);
        await workspace.GetSessionAsync();

        Assert.True(workspace.Requests.Count >= 2);
    }

    [Fact]
    public async Task OpenSessionAsync_retries_with_the_same_id_and_body()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Reset, ScriptedReply.Error(503, "x", "y"), Good);
        await workspace.Client.OpenSessionAsync(
            new SessionOpenOptions { Id = ClientFixture.Id, Name = "n", ProviderId = "p", Target = "t" }, ClientFixture.Token);

        Assert.Equal(3, workspace.Requests.Count);
        Assert.Single(workspace.Requests.Select(request => (request.Method, request.Target, request.Body)).Distinct());
    }

    [Fact]
    public async Task GetSessionAsync_stops_after_MaxRetries()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ClientFixture.Quick(retries: 3), ScriptedReply.Busy);
        await workspace.FailToGetSessionAsync();

        Assert.Equal(4, workspace.Requests.Count);
    }

    [Theory]
    [InlineData("retry-after-ms", "7", "0.007 s")]
    [InlineData("x-ms-retry-after-ms", "9", "0.009 s")]
    public async Task GetSessionAsync_waits_as_long_as_RetryAfter(string header, string value, string expected)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(429, "Busy", "later").With(header, value), Good);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => workspace.GetSessionAsync());

        Assert.Contains($"Trying again in {expected} (retry 1 of 2).", log);
    }

    [Fact]
    public async Task GetSessionAsync_uses_RetryAfter_for_one_retry_only()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(429, "Busy", "later").With("retry-after-ms", "70"), ScriptedReply.Reset, Good);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => workspace.GetSessionAsync());

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
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(settings, ScriptedReply.Busy);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(workspace.FailToGetSessionAsync);

        Assert.Equal(
            ["0.002", "0.004", "0.006", "0.01"],
            log.Where(line => line.StartsWith("Trying", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]));
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_between_retries()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Busy.With("Retry-After", "3000"));
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        using RecordingClientHost host = new(line =>
        {
            if (line.StartsWith("Trying again", StringComparison.Ordinal))
            {
                cancellation.CancelAfter(1);
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workspace.GetSessionAsync(cancellation.Token));

        Assert.Single(workspace.Requests);
    }

    [Theory]
    [InlineData("61", "The service asks to wait until 2026-11-26 12:01:01 UTC. The request is then sent again.")]
    [InlineData("3600", "The service asks to wait until 2026-11-26 13:00:00 UTC. The request is then sent again.")]
    [InlineData("259200", "The service asks to wait until 2026-11-29 12:00:00 UTC. The request is sent again after one hour, at 2026-11-26 13:00:00 UTC.")]
    [InlineData("Sun, 29 Nov 2026 12:00:00 GMT", "The service asks to wait until 2026-11-29 12:00:00 UTC. The request is sent again after one hour, at 2026-11-26 13:00:00 UTC.")]
    public async Task GetSessionAsync_warns_before_a_long_delay_which_the_caller_can_cancel(string value, string expected)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ClientFixture.Quick(time), ScriptedReply.Busy.With("Retry-After", value));
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        using RecordingClientHost host = new() { OnWarning = cancellation.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workspace.GetSessionAsync(cancellation.Token));

        Assert.Equal(expected, Assert.Single(host.Warnings));
        Assert.Single(workspace.Requests);
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("259200", 3600)]
    public async Task GetSessionAsync_waits_for_RetryAfter_by_its_clock_and_one_hour_at_most(string value, int expected)
    {
        ImmediateTimeProvider time = new();
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ClientFixture.Quick(time), ScriptedReply.Busy.With("Retry-After", value), Good);
        DateTimeOffset start = time.GetUtcNow();
        await workspace.GetSessionAsync().WaitAsync(TimeSpan.FromSeconds(20), ClientFixture.Token);

        Assert.Equal(TimeSpan.FromSeconds(expected), time.GetUtcNow() - start);
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_does_not_warn_before_a_short_delay()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Busy.With("retry-after-ms", "1"), ScriptedReply.Busy, Good);
        using RecordingClientHost host = new();
        await workspace.GetSessionAsync();

        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_during_a_request()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Never);

        await ClientFixture.AssertCancellationAsync(workspace.Server, token => workspace.GetSessionAsync(token));
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task GetSessionAsync_can_be_cancelled_after_a_failure()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Reset, ScriptedReply.Never);

        await ClientFixture.AssertCancellationAsync(workspace.Server, token => workspace.GetSessionAsync(token));
    }

    [Fact]
    public async Task GetSessionAsync_sends_nothing_if_already_cancelled()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Good);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workspace.GetSessionAsync(new CancellationToken(true)));
        Assert.Empty(workspace.Requests);
    }
}
