using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class RequestLogPolicyTests
{
    [Fact]
    public async Task Listener_receives_one_line_per_attempt_and_per_retry()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Busy, ScriptedReply.Reset, ScriptedReply.Json(ClientFixture.Session()).With("x-ms-request-id", "srv-2"));
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => workspace.Client.GetSessionAsync("s1", ClientFixture.Token));

        string origin = UriOrigin.Format(workspace.Server.Endpoint);
        Assert.Equal(5, log.Count);
        Assert.StartsWith($"GET {origin}/.../ws/sessions/s1?api-version=2026-01-15-preview -> 503 (", log[0], StringComparison.Ordinal);
        Assert.StartsWith("Trying again in ", log[1], StringComparison.Ordinal);
        Assert.Contains(" -> the ", log[2], StringComparison.Ordinal);
        Assert.StartsWith("Trying again in ", log[3], StringComparison.Ordinal);
        Assert.Contains(" -> 200 (", log[4], StringComparison.Ordinal);
        Assert.EndsWith("request id srv-2)", log[4], StringComparison.Ordinal);
        Assert.All(log, line => Assert.DoesNotContain(ClientFixture.Key, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listener_receives_only_the_requests_of_its_own_call()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        IReadOnlyList<string>[] logs = await Task.WhenAll(
            Task.Run(() => ClientFixture.LogOfAsync(() => workspace.Client.GetSessionAsync("one", ClientFixture.Token)), ClientFixture.Token),
            Task.Run(() => ClientFixture.LogOfAsync(() => workspace.Client.GetSessionAsync("two", ClientFixture.Token)), ClientFixture.Token));

        Assert.Contains("/one?", Assert.Single(logs[0]), StringComparison.Ordinal);
        Assert.Contains("/two?", Assert.Single(logs[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?sv=1&sig=SECRET&api-version=1&filter=Name%20eq%20%27a%27", "?api-version=1&filter=Name eq 'a'")]
    [InlineData("?code=SECRET", "")]
    [InlineData("", "")]
    public void Describe_omits_query_parameters_that_may_grant_access(string query, string shown) =>
        Assert.Equal($"https://h/x{shown}", RequestLogPolicy.Describe(new Uri($"https://h/x{query}")));
}
