using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class TokenCacheTests
{
    private readonly FakeCredential.Log _log = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task GetAsync_requests_a_token_for_the_data_plane_and_caches_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        Assert.Equal(0, _log.Created);
        await client.GetSessionAsync("x", ClientFixture.Token);
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(["https://quantum.microsoft.com/.default"], _log.Scopes);
        Assert.All(server.Requests, request => Assert.Equal("Bearer token-1", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task GetAsync_fetches_one_token_for_parallel_calls()
    {
        TaskCompletionSource<AccessToken> gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Get = (_, _) => gate.Task;
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => client.GetSessionAsync("x", ClientFixture.Token))];
        gate.SetResult(new AccessToken("one", DateTimeOffset.MaxValue));
        await Task.WhenAll(calls);

        Assert.Equal(1, _log.Count);
        Assert.Equal(20, server.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_reports_one_failure_to_parallel_calls()
    {
        TaskCompletionSource<AccessToken> gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Get = (_, _) => gate.Task;
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        Task[] calls = [.. Enumerable.Range(0, 5).Select(_ => client.GetSessionAsync("x", ClientFixture.Token))];
        gate.SetException(new CredentialUnavailableException("none"));
        foreach (Task call in calls)
        {
            Assert.Equal(QuantumErrorKind.Authentication, (await ClientFixture.FailureAsync(() => call)).Kind);
        }

        Assert.Equal(1, _log.Count);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task GetAsync_returns_a_token_to_other_callers_if_one_caller_cancels()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Get = async (number, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(number == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, token);
            return new AccessToken("second", DateTimeOffset.MaxValue);
        };
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        Task first = client.GetSessionAsync("x", cancel.Token);
        await begun.Task.WaitAsync(ClientFixture.Token);
        Task second = client.GetSessionAsync("x", ClientFixture.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await second;
        Assert.Equal("Bearer second", Assert.Single(server.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task GetAsync_refreshes_a_token_before_it_expires()
    {
        _log.Get = (number, _) => Task.FromResult(new AccessToken($"token-{number}", _time.GetUtcNow().AddHours(1)));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(54));
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(2));
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], server.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task GetAsync_returns_a_valid_token_if_the_refresh_fails()
    {
        _log.Get = (number, _) => number == 1
            ? Task.FromResult(new AccessToken("token-1", _time.GetUtcNow().AddHours(1)))
            : throw new AuthenticationFailedException("down");
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(57));
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(4));

        await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_refreshes_a_token_exactly_5_minutes_before_it_expires()
    {
        _log.Get = (number, _) => Task.FromResult(new AccessToken($"token-{number}", _time.GetUtcNow().AddHours(1)));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(55));
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task GetAsync_refreshes_a_token_at_RefreshOn()
    {
        _log.Get = (number, _) => Task.FromResult(
            new AccessToken($"token-{number}", _time.GetUtcNow().AddHours(24), _time.GetUtcNow().AddHours(12), "Bearer"));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromHours(13));
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public async Task GetAsync_returns_a_token_without_lifetime_once()
    {
        _log.Get = (number, _) => Task.FromResult(new AccessToken($"token-{number}", DateTimeOffset.MinValue));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public async Task GetAsync_does_not_return_a_token_at_its_time_of_expiration()
    {
        _log.Get = (number, _) => number == 1
            ? Task.FromResult(new AccessToken("token-1", _time.GetUtcNow().AddHours(1)))
            : throw new AuthenticationFailedException("down");
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        _time.Advance(TimeSpan.FromHours(1));

        await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));
    }

    [Fact]
    public async Task GetAsync_signs_in_again_after_a_failed_sign_in()
    {
        _log.Get = (number, _) => number <= 2
            ? throw new AuthenticationFailedException("down")
            : Task.FromResult(new AccessToken("up", DateTimeOffset.MaxValue));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));
        await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(3, _log.Count);
        Assert.Equal("Bearer up", Assert.Single(server.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task GetAsync_reports_a_sign_in_that_fails_between_retries()
    {
        // The token has no lifetime, so that the retry asks for another one.
        _log.Get = (number, _) => number == 1
            ? Task.FromResult(new AccessToken("token-1", DateTimeOffset.MinValue))
            : throw new AuthenticationFailedException("The login is gone.");
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(503, "Busy", "later"));
        IWorkspaceClient client = await ConnectAsync(server);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("The login is gone.", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task GetAsync_requests_no_token_after_Dispose()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        client.Dispose();
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Disconnected, failure.Kind);
        Assert.Equal("Connect again with Connect-AzQuantumWorkspace.", failure.RecommendedAction);
        Assert.Equal((1, 1), (_log.Count, server.Requests.Count));
    }

    [Fact]
    public async Task ProcessAsync_replaces_a_rejected_token_once_with_a_new_credential()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(401, "Expired", "old"), ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal(2, _log.Created);
    }

    [Fact]
    public async Task ProcessAsync_names_the_credential_after_a_second_rejection()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(401, "WrongTenant", "no"));
        IWorkspaceClient client = await ConnectAsync(server);
        QuantumServiceException failure = null!;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(
            async () => failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token)));

        Assert.Contains("The token was rejected. Retrying once with a new token.", log);
        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("the default credential", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task ProcessAsync_does_not_send_the_same_token_twice()
    {
        _log.Get = (_, _) => Task.FromResult(new AccessToken("same", DateTimeOffset.MaxValue));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(401, "No", "no"));
        IWorkspaceClient client = await ConnectAsync(server);
        await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTcwMCJ9fX0=")]
    [InlineData("eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTcwMCJ9fX0")]
    public async Task ProcessAsync_requests_a_token_with_the_claims_of_a_challenge(string claims)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedReply.Error(401, "Revoked", "no").With("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://x\", error=\"insufficient_claims\", claims=\"{claims}\""),
            ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal([null, """{"access_token":{"nbf":{"essential":true, "value":"1700"}}}"""], _log.Claims);
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2"], server.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal(1, _log.Created);
    }

    [Fact]
    public async Task ProcessAsync_throws_Authentication_after_a_second_claims_challenge()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedReply.Error(401, "Revoked", "no").With("WWW-Authenticate", "Bearer claims=\"eyJhIjoxfQ==\""));
        IWorkspaceClient client = await ConnectAsync(server);

        Assert.Equal(QuantumErrorKind.Authentication, (await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token))).Kind);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([null, """{"a":1}"""], _log.Claims);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer error=\"invalid_token\"")]
    [InlineData("Bearer claims=\"!!!\"")]
    [InlineData("Bearer claims=\"bm90IGpzb24=\"")]
    [InlineData("Basic claims=\"eyJhIjoxfQ==\"")]
    public async Task ProcessAsync_requests_no_claims_without_a_valid_claims_challenge(string challenge)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedReply.Error(401, "No", "no").With("WWW-Authenticate", challenge), ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        await client.GetSessionAsync("x", ClientFixture.Token);

        Assert.All(_log.Claims, Assert.Null);
    }

    [Fact]
    public async Task ProcessAsync_reports_a_rejected_access_token_without_its_text()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(401, "No", "no"));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint, token: ClientFixture.Secret("my.token"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Contains("the access token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my.token", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task GetAsync_reports_a_failed_sign_in_on_one_line()
    {
        _log.Get = (_, _) => throw new AuthenticationFailedException("ClientSecretCredential failed.\n\nAADSTS7000222: keys are expired.\nTrace: x", new InvalidOperationException("AADSTS7000222: The secret expired.\nTrace ID: 1"));
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("AADSTS7000222: The secret expired.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task GetAsync_can_be_cancelled()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Get = async (_, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return default;
        };
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        IWorkspaceClient client = await ConnectAsync(server);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        Task call = client.GetSessionAsync("x", cancel.Token);
        await begun.Task.WaitAsync(ClientFixture.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private async Task<IWorkspaceClient> ConnectAsync(ScriptedServer server)
    {
        WorkspaceClientFactory factory = new(new WorkspaceClientSettings
        {
            TimeProvider = _time,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            CreateCredential = (_, _) => _log.Create(),
            Environment = _ => null,
        });
        return (await factory.ConnectAsync(
            new WorkspaceConnectionOptions { ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Endpoint, SkipValidation = true }, ClientFixture.Token)).Client!;
    }
}
