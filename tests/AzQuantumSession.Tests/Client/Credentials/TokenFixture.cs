using AzQuantumSession.Client.Credentials;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>A client with a fake credential and a fake clock, connected to a scripted server.</summary>
internal sealed class TokenFixture : IAsyncDisposable
{
    private TokenFixture(ScriptedServer server) => Server = server;

    public FakeCredential.Log Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public ScriptedServer Server { get; }

    public IWorkspaceClient Client { get; private set; } = null!;

    /// <summary>The Authorization headers of the requests.</summary>
    public IEnumerable<string> SentTokens => Server.Requests.Select(request => request.Headers["Authorization"]);

    /// <summary>Starts a server that sends the given replies. Without replies, it sends a session.</summary>
    public static async Task<TokenFixture> StartAsync(params ScriptedReply[] replies)
    {
        TokenFixture fixture = new(await ScriptedServer.StartAsync(replies is [] ? [ScriptedReply.Json(ClientFixture.Session())] : replies));
        // The clock stands still while a request is retried.
        WorkspaceClientSettings settings = ClientFixture.Quick(fixture.Time) with { CreateCredential = (_, _) => fixture.Log.Create(), RetryDelay = TimeSpan.Zero };
        WorkspaceConnectionOptions options = new() { ResourceId = ClientFixture.WorkspacePath, Endpoint = fixture.Server.Endpoint, SkipValidation = true };
        fixture.Client = (await ClientFixture.ConnectAsync(options, settings)).Client!;
        return fixture;
    }

    public Task GetSessionAsync() => Client.GetSessionAsync("x", ClientFixture.Token);

    /// <summary>Advances the clock, and reads a session.</summary>
    public Task GetSessionAfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        return GetSessionAsync();
    }

    public Task<QuantumServiceException> FailToGetSessionAsync() => ClientFixture.FailureAsync(GetSessionAsync);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
