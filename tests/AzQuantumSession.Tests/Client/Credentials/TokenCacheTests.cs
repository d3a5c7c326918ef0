using AzQuantumSession.Client.Credentials;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class TokenCacheTests
{
    [Fact]
    public async Task GetAsync_reports_a_failure_that_arrives_together_with_the_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var log = new FakeCredential.Log
        {
            Get = (_, _) =>
            {
                stop.Cancel();
                throw new InvalidTimeZoneException("no token");
            },
        };
        using var credential = new RenewableCredential(log.Create);
        using var cache = new TokenCache(credential, "credential", "scope/.default", TimeProvider.System);

        QuantumServiceException error = await ClientFixture.FailureAsync(() => cache.GetAsync(stop.Token).AsTask());

        Assert.Equal(QuantumErrorKind.Authentication, error.Kind);
    }

    [Fact]
    public async Task GetAsync_requests_a_token_for_the_data_plane_and_caches_it()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        Assert.Equal(0, fixture.Log.Created);
        await fixture.GetSessionAsync();
        await fixture.GetSessionAsync();

        Assert.Equal(["https://quantum.microsoft.com/.default"], fixture.Log.Scopes);
        Assert.Equal(["Bearer token-1", "Bearer token-1"], fixture.SentTokens);
    }

    [Fact]
    public async Task GetAsync_fetches_one_token_for_parallel_calls()
    {
        TaskCompletionSource<AccessToken> token = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (_, _) => token.Task;
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => fixture.GetSessionAsync())];
        token.SetResult(new AccessToken("one", DateTimeOffset.MaxValue));
        await Task.WhenAll(calls);

        Assert.Equal(1, fixture.Log.Count);
        Assert.Equal(20, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_reports_one_failure_to_parallel_calls()
    {
        TaskCompletionSource<AccessToken> token = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (_, _) => token.Task;
        Task<QuantumServiceException>[] calls = [.. Enumerable.Range(0, 5).Select(_ => fixture.FailToGetSessionAsync())];
        token.SetException(new CredentialUnavailableException("none"));

        Assert.All(await Task.WhenAll(calls), failure => Assert.Equal(QuantumErrorKind.Authentication, failure.Kind));
        Assert.Equal(1, fixture.Log.Count);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task GetAsync_returns_a_token_to_other_callers_if_one_caller_cancels()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = async (number, cancellationToken) =>
        {
            await Task.Delay(number == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
            return new AccessToken("second", DateTimeOffset.MaxValue);
        };
        Task secondCall = Task.CompletedTask;
        await ClientFixture.AssertCancellationAsync(StartSecondCallAsync(), cancellationToken => fixture.Client.GetSessionAsync("x", cancellationToken));
        await secondCall;

        Assert.Equal(["Bearer second"], fixture.SentTokens);

        async Task StartSecondCallAsync()
        {
            await fixture.Log.Requested;
            secondCall = fixture.GetSessionAsync();
        }
    }

    [Theory]
    [InlineData(54, 2)]
    [InlineData(0, 55)]
    public async Task GetAsync_refreshes_a_token_5_minutes_before_it_expires(int minutesBeforeReuse, int minutesBeforeRefresh)
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => Task.FromResult(new AccessToken($"token-{number}", fixture.Time.GetUtcNow().AddHours(1)));
        await fixture.GetSessionAsync();
        await fixture.GetSessionAfterAsync(TimeSpan.FromMinutes(minutesBeforeReuse));
        await fixture.GetSessionAfterAsync(TimeSpan.FromMinutes(minutesBeforeRefresh));

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], fixture.SentTokens);
    }

    [Fact]
    public async Task GetAsync_returns_a_valid_token_if_the_refresh_fails()
    {
        await using TokenFixture fixture = await StartWithFailingRefreshAsync();
        await fixture.GetSessionAsync();
        await fixture.GetSessionAfterAsync(TimeSpan.FromMinutes(57));
        fixture.Time.Advance(TimeSpan.FromMinutes(4));
        await fixture.FailToGetSessionAsync();

        Assert.Equal(2, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_returns_a_valid_token_while_another_call_refreshes_it()
    {
        TaskCompletionSource<AccessToken> refreshed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource refreshing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) =>
        {
            if (number == 1)
            {
                return Task.FromResult(new AccessToken("token-1", fixture.Time.GetUtcNow().AddHours(1)));
            }

            refreshing.SetResult();
            return refreshed.Task;
        };
        await fixture.GetSessionAsync();
        fixture.Time.Advance(TimeSpan.FromMinutes(57));

        Task refresh = fixture.GetSessionAsync();
        await refreshing.Task.WaitAsync(ClientFixture.Token);
        await fixture.GetSessionAsync().WaitAsync(ClientFixture.Token);
        refreshed.SetResult(new AccessToken("token-2", DateTimeOffset.MaxValue));
        await refresh;

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], fixture.SentTokens);
    }

    [Fact]
    public async Task GetAsync_gets_a_token_through_another_host_while_one_host_is_busy()
    {
        TaskCompletionSource available = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => number == 1
            ? throw new ClientHostBusyException(available.Task)
            : Task.FromResult(new AccessToken($"token-{number}", DateTimeOffset.MaxValue));

        Task busy = fixture.GetSessionAsync();
        await fixture.Log.Requested.WaitAsync(ClientFixture.Token);
        await fixture.GetSessionAsync().WaitAsync(ClientFixture.Token);
        Assert.False(busy.IsCompleted);
        available.SetResult();
        await busy;

        Assert.Equal(["Bearer token-2", "Bearer token-2"], fixture.SentTokens);
    }

    [Fact]
    public async Task GetAsync_refreshes_a_token_at_RefreshOn()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => Task.FromResult(new AccessToken(
            $"token-{number}", fixture.Time.GetUtcNow().AddHours(24), fixture.Time.GetUtcNow().AddHours(12), "Bearer"));
        await fixture.GetSessionAsync();
        await fixture.GetSessionAfterAsync(TimeSpan.FromHours(13));

        Assert.Equal(2, fixture.Log.Count);
    }

    [Fact]
    public async Task GetAsync_returns_a_token_without_lifetime_once()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => Task.FromResult(new AccessToken($"token-{number}", DateTimeOffset.MinValue));
        await fixture.GetSessionAsync();
        await fixture.GetSessionAsync();

        Assert.Equal(2, fixture.Log.Count);
    }

    [Fact]
    public async Task GetAsync_does_not_return_a_token_at_its_time_of_expiration()
    {
        await using TokenFixture fixture = await StartWithFailingRefreshAsync();
        await fixture.GetSessionAsync();
        fixture.Time.Advance(TimeSpan.FromHours(1));

        await fixture.FailToGetSessionAsync();
    }

    [Fact]
    public async Task GetAsync_signs_in_again_after_a_failed_sign_in()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => number <= 2
            ? throw new AuthenticationFailedException("down")
            : Task.FromResult(new AccessToken("up", DateTimeOffset.MaxValue));
        await fixture.FailToGetSessionAsync();
        await fixture.FailToGetSessionAsync();
        await fixture.GetSessionAsync();

        Assert.Equal(3, fixture.Log.Count);
        Assert.Equal(["Bearer up"], fixture.SentTokens);
    }

    [Fact]
    public async Task GetAsync_reports_a_sign_in_that_fails_between_retries()
    {
        // The token has no lifetime, so the retry requests another token.
        await using TokenFixture fixture = await TokenFixture.StartAsync(ScriptedReply.Busy);
        fixture.Log.Get = (number, _) => number == 1
            ? Task.FromResult(new AccessToken("token-1", DateTimeOffset.MinValue))
            : throw new AuthenticationFailedException("The login is gone.");
        QuantumServiceException failure = await fixture.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("The login is gone.", failure.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Requests);
    }

    [Fact]
    public async Task GetAsync_requests_no_token_after_Dispose()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        await fixture.GetSessionAsync();
        fixture.Client.Dispose();
        QuantumServiceException failure = await fixture.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.Disconnected, failure.Kind);
        Assert.Equal("Connect again with Connect-AzQuantumWorkspace.", failure.RecommendedAction);
        Assert.Equal((1, 1), (fixture.Log.Count, fixture.Server.Requests.Count));
    }

    [Fact]
    public async Task GetAsync_reports_a_failed_sign_in_on_one_line()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (_, _) => throw new AuthenticationFailedException("ClientSecretCredential failed.\n\nAADSTS7000222: keys are expired.\nTrace: x", new InvalidOperationException("AADSTS7000222: The secret expired.\nTrace ID: 1"));
        QuantumServiceException failure = await fixture.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("AADSTS7000222: The secret expired.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task GetAsync_can_be_cancelled_during_the_sign_in()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return default;
        };

        await ClientFixture.AssertCancellationAsync(fixture.Log.Requested, cancellationToken => fixture.Client.GetSessionAsync("x", cancellationToken));
    }

    /// <summary>Starts a fixture with a token that is valid for 1 hour, and whose refresh fails.</summary>
    private static async Task<TokenFixture> StartWithFailingRefreshAsync()
    {
        TokenFixture fixture = await TokenFixture.StartAsync();
        fixture.Log.Get = (number, _) => number == 1
            ? Task.FromResult(new AccessToken("token-1", fixture.Time.GetUtcNow().AddHours(1)))
            : throw new AuthenticationFailedException("down");
        return fixture;
    }
}
