using Azure.Core;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class TokenPolicyTests
{
    private static readonly ScriptedReply Unauthorized = ScriptedReply.Error(401, "No", "no");
    private static readonly ScriptedReply Session = ScriptedReply.Json(ClientFixture.Session());

    [Fact]
    public async Task ProcessAsync_replaces_a_rejected_token_once_with_a_new_credential()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(Unauthorized, Session);
        await fixture.GetSessionAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], fixture.SentTokens);
        Assert.Equal(2, fixture.Log.Created);
    }

    [Fact]
    public async Task ProcessAsync_names_the_credential_after_a_second_rejection()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(Unauthorized);
        QuantumServiceException failure = null!;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => failure = await fixture.FailToGetSessionAsync());

        Assert.Contains("The token was rejected. Retrying once with a new token.", log);
        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Contains("the default credential", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task ProcessAsync_does_not_send_the_same_token_twice()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(Unauthorized);
        fixture.Log.Get = (_, _) => Task.FromResult(new AccessToken("same", DateTimeOffset.MaxValue));
        await fixture.FailToGetSessionAsync();

        Assert.Single(fixture.Server.Requests);
    }

    [Theory]
    [InlineData("eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTcwMCJ9fX0=")]
    [InlineData("eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTcwMCJ9fX0")]
    public async Task ProcessAsync_requests_a_token_with_the_claims_of_a_challenge(string claims)
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(
            Unauthorized.With("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://x\", error=\"insufficient_claims\", claims=\"{claims}\""), Session);
        await fixture.GetSessionAsync();
        await fixture.GetSessionAsync();

        Assert.Equal([null, """{"access_token":{"nbf":{"essential":true, "value":"1700"}}}"""], fixture.Log.Claims);
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2"], fixture.SentTokens);
        Assert.Equal(1, fixture.Log.Created);
    }

    [Fact]
    public async Task ProcessAsync_throws_Authentication_after_a_second_claims_challenge()
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(Unauthorized.With("WWW-Authenticate", "Bearer claims=\"eyJhIjoxfQ==\""));

        Assert.Equal(QuantumErrorKind.Authentication, (await fixture.FailToGetSessionAsync()).Kind);
        Assert.Equal(2, fixture.Server.Requests.Count);
        Assert.Equal([null, """{"a":1}"""], fixture.Log.Claims);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer error=\"invalid_token\"")]
    [InlineData("Bearer claims=\"!!!\"")]
    [InlineData("Bearer claims=\"bm90IGpzb24=\"")]
    [InlineData("Basic claims=\"eyJhIjoxfQ==\"")]
    public async Task ProcessAsync_requests_no_claims_without_a_valid_claims_challenge(string challenge)
    {
        await using TokenFixture fixture = await TokenFixture.StartAsync(Unauthorized.With("WWW-Authenticate", challenge), Session);
        await fixture.GetSessionAsync();

        Assert.All(fixture.Log.Claims, Assert.Null);
    }

    [Fact]
    public async Task ProcessAsync_reports_a_rejected_access_token_without_its_text()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Unauthorized);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint, token: ClientFixture.Secret("my.token"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Contains("the access token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my.token", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }
}
