using System.Diagnostics;
using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests the request that validates a connection, and the end of a connection.</summary>
public sealed class ConnectionValidationTests
{
    private static readonly ScriptedReply Empty = ScriptedReply.Json("""{"value":[]}""");

    [Fact]
    public async Task ConnectAsync_validates_the_connection_with_one_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Empty);
        await ConnectAsync(server);
        await ConnectAsync(server, skipValidation: true);

        RecordedRequest request = Assert.Single(server.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal($"{ClientFixture.WorkspacePath}/sessions", request.Path);
        Assert.Equal("1", request.Query("top"));
    }

    [Theory]
    [InlineData(401, QuantumErrorKind.Authentication, "did not accept the API key", "Access keys")]
    [InlineData(403, QuantumErrorKind.AccessDenied, "may not list sessions in workspace 'ws'", "An API key needs no role")]
    [InlineData(404, QuantumErrorKind.NotFound, "Workspace 'ws' was not found", "Check its name, resource group, and subscription")]
    public async Task ConnectAsync_throws_an_error_with_problem_and_action_for_each_rejection(int status, QuantumErrorKind kind, string problem, string action)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "Code", "message"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(server));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains(action, failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    public async Task ConnectAsync_throws_InvalidResponse_for_statuses_3xx(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new ScriptedReply(status));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => ConnectAsync(server))).Kind);
    }

    [Fact]
    public async Task ConnectAsync_retries_a_transient_error_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Busy);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(server));

        Assert.Equal(QuantumErrorKind.Unavailable, failure.Kind);
        Assert.Contains("even after 1 retries", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task ConnectAsync_does_not_wait_for_a_long_RetryAfter()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(429, "Busy", "later").With("Retry-After", "600"));
        Stopwatch stopwatch = Stopwatch.StartNew();
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => ConnectAsync(server, ClientFixture.Quick() with { ValidationTimeout = TimeSpan.FromSeconds(0.5) }));

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
        Assert.Contains("within 0.5 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Check the network and the service's status page, or use -SkipValidation to connect without this request.", failure.RecommendedAction);
        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task ConnectAsync_throws_Timeout_without_a_response()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Never);
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => ConnectAsync(server, ClientFixture.Quick() with { ValidationTimeout = TimeSpan.FromSeconds(0.6) }));

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public void FromException_names_an_unknown_region()
    {
        WorkspaceClientSettings settings = ClientFixture.Quick(retries: 0);
        ServiceErrorFactory errors = new("s", "w", "c", "r", "a", new Uri("https://eastuz.quantum.azure.com/"), settings);
        QuantumServiceException failure = errors.FromException(
            new HttpRequestException(HttpRequestError.NameResolutionError, "x"), new RequestDescription("list sessions"), null)!;

        Assert.Contains("eastuz.quantum.azure.com:443", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Check that 'eastuz' is the region of the workspace", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_sends_nothing_after_Dispose()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Empty);
        QuantumWorkspace workspace = await ConnectAsync(server);
        workspace.Client!.Dispose();
        workspace.Client.Dispose();
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Disconnected, failure.Kind);
        Assert.Contains("'ws' is closed", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Dispose_ends_a_call_between_retries()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Busy);
        QuantumWorkspace workspace = await ConnectAsync(server, ClientFixture.Quick() with { RetryDelay = TimeSpan.FromSeconds(0.3) }, skipValidation: true);
        Task call = workspace.Client!.GetSessionAsync("x", ClientFixture.Token);
        while (server.Requests.Count == 0)
        {
            await Task.Delay(5, ClientFixture.Token);
        }

        workspace.Client.Dispose();

        Assert.Equal(QuantumErrorKind.Disconnected, (await ClientFixture.FailureAsync(() => call)).Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ConnectAsync_rejects_an_expired_token_without_a_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Empty);
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => ConnectAsync(server, token: CreateToken("""{"aud":"https://quantum.microsoft.com","exp":1700000000}""")));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("The access token expired at 2023-11-14 22:13:20 UTC.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Get-AzAccessToken", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ConnectAsync_names_the_audience_of_a_rejected_token()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(401, "InvalidAudience", "no"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => ConnectAsync(server, token: CreateToken("""{"aud":"https://management.azure.com/","exp":4700000000}""")));

        Assert.Contains("The token is intended for https://management.azure.com/", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.bm90IGpzb24.c")]
    [InlineData("..")]
    public async Task ConnectAsync_sends_an_opaque_token_unchanged(string token)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Empty);
        await ConnectAsync(server, token: token);

        Assert.Equal($"Bearer {token}", server.Requests[0].Headers["Authorization"]);
    }

    private static string CreateToken(string payload) =>
        $"eyJhbGciOiJub25lIn0.{Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.sig";

    private static Task<QuantumWorkspace> ConnectAsync(
        ScriptedServer server, WorkspaceClientSettings? settings = null, bool skipValidation = false, string? token = null)
    {
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = ClientFixture.WorkspacePath,
            Endpoint = server.Endpoint,
            ApiKey = token is null ? ClientFixture.Secret(ClientFixture.Key) : null,
            AccessToken = token is null ? null : ClientFixture.Secret(token),
            SkipValidation = skipValidation,
        };
        return ClientFixture.ConnectAsync(options, settings);
    }
}
