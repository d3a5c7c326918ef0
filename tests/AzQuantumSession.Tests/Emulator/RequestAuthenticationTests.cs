using System.Net;

namespace AzQuantumSession.Tests.Emulator;

public sealed class RequestAuthenticationTests
{
    private const string KeyHeader = "x-ms-quantum-api-key";

    [Theory]
    [InlineData(null, null)]
    [InlineData("wrong", null)]
    [InlineData(null, "Bearer wrong")]
    [InlineData(null, "Basic token")]
    [InlineData(null, "Bearer")]
    [InlineData("wrong", "Bearer token")]
    public async Task Requests_without_a_valid_credential_are_rejected(string? key, string? authorization)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new() { AccessTokens = ["token"] });
        HttpResult response = await GetSessionsAsync(workspace, key, authorization);
        response.RequireError(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", response.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "token")]
    [InlineData(HttpStatusCode.OK, "other", "token")]
    [InlineData(HttpStatusCode.Unauthorized, "other")]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task Bearer_token_is_accepted_only_if_configured(HttpStatusCode status, params string[] accepted)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new() { AccessTokens = accepted });
        Assert.Equal(status, (await GetSessionsAsync(workspace, null, "Bearer token")).Status);
    }

    private static Task<HttpResult> GetSessionsAsync(TestWorkspace workspace, string? key, string? authorization)
    {
        workspace.Http.DefaultRequestHeaders.Remove(KeyHeader);
        if (key is not null)
        {
            workspace.Http.DefaultRequestHeaders.Add(KeyHeader, key);
        }

        if (authorization is not null)
        {
            workspace.Http.DefaultRequestHeaders.Add("Authorization", authorization);
        }

        return workspace.GetAsync("sessions");
    }
}
