namespace AzQuantumSession.Tests.Soak.Secrets;

/// <summary>
/// An endpoint for the tokens of managed identities, as Azure App Service has it, which repeats the secret of the request in its responses. The
/// environment variables of the process refer to it.
/// </summary>
internal sealed class EchoingSignIn : IAsyncDisposable
{
    private const string EndpointVariable = "IDENTITY_ENDPOINT";
    private const string SecretVariable = "IDENTITY_HEADER";

    private static readonly Func<string, ScriptedReply>[] Replies =
    [
        secret => new(400, $$"""{"statusCode":400,"message":"The header '{{secret}}' is wrong.","correlationId":"{{secret}}"}"""),
        secret => new(401, $$"""{"error":"{{secret}}","error_description":"AADSTS7000215: Invalid client secret '{{secret}}' provided."}"""),
        secret => new(403, $"<html><title>{secret}</title>{secret}</html>", "text/html"),
        secret => new(200, secret, "text/plain"),
        secret => new(200, $$"""{"{{secret}}":["{{secret}}"""),
        secret => new(200, $$"""{"access_token":{"{{secret}}":1},"expires_on":"{{secret}}"}"""),
        secret => ScriptedReply.Error(400, Uri.EscapeDataString(secret), secret[..20]).With("Location", $"http://127.0.0.1:9/{secret}"),
        secret => new(200, string.Concat(Enumerable.Repeat(secret, 1024 * 1024 / secret.Length)) + secret),
        secret => ScriptedReply.Json($$"""{"access_token":"{{secret}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}","resource":"x","token_type":"Bearer"}"""),
    ];

    private readonly ScriptedServer _server;
    private readonly string?[] _before = [Environment.GetEnvironmentVariable(EndpointVariable), Environment.GetEnvironmentVariable(SecretVariable)];

    private EchoingSignIn(ScriptedServer server, string secret)
    {
        _server = server;
        Set($"{server.Endpoint}identity", secret);
    }

    /// <summary>The number of requests.</summary>
    public int Requests => _server.Requests.Count;

    /// <summary>Starts the endpoint.</summary>
    /// <param name="secret">The secret that its clients send.</param>
    public static async Task<EchoingSignIn> StartAsync(string secret) => new(await ScriptedServer.StartAsync(Reply), secret);

    /// <summary>Returns the client id that selects a random response.</summary>
    public static string CreateClientId(Random random) => $"00000000-0000-0000-0000-{random.Next(Replies.Length):d12}";

    public async ValueTask DisposeAsync()
    {
        Set(_before[0], _before[1]);
        await _server.DisposeAsync();
    }

    private static ScriptedReply Reply(RecordedRequest request)
    {
        int index = Enumerable.Range(0, Replies.Length).First(i => request.Target.Contains($"0000-{i:d12}", StringComparison.Ordinal));
        return Replies[index](request.Headers["X-IDENTITY-HEADER"]);
    }

    private static void Set(string? endpoint, string? secret)
    {
        Environment.SetEnvironmentVariable(EndpointVariable, endpoint);
        Environment.SetEnvironmentVariable(SecretVariable, secret);
    }
}
