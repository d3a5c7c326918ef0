using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client;

/// <summary>A scripted server, and a client that is connected to the server with an API key.</summary>
internal sealed class ScriptedWorkspace : IAsyncDisposable
{
    private ScriptedWorkspace(ScriptedServer server, IWorkspaceClient client)
    {
        Server = server;
        Client = client;
    }

    public ScriptedServer Server { get; }

    public IWorkspaceClient Client { get; }

    public IReadOnlyList<RecordedRequest> Requests => Server.Requests;

    /// <summary>Starts a server that sends the given replies. Without replies, it sends a session.</summary>
    public static Task<ScriptedWorkspace> StartAsync(params ScriptedReply[] replies) => StartAsync(ClientFixture.Quick(), replies);

    /// <summary>Starts a server that sends the given replies, and a client with other settings.</summary>
    public static async Task<ScriptedWorkspace> StartAsync(WorkspaceClientSettings settings, params ScriptedReply[] replies)
    {
        ScriptedServer server = await ScriptedServer.StartAsync(replies is [] ? [ScriptedReply.Json(ClientFixture.Session())] : replies);
        return new ScriptedWorkspace(server, await ClientFixture.ConnectAsync(server, settings));
    }

    public Task<QuantumSession> GetSessionAsync(CancellationToken? cancellationToken = null) =>
        Client.GetSessionAsync(ClientFixture.Id, cancellationToken ?? ClientFixture.Token);

    public Task<QuantumServiceException> FailToGetSessionAsync() => ClientFixture.FailureAsync(() => GetSessionAsync());

    /// <summary>Waits until the server has received a number of requests.</summary>
    public async Task WaitForRequestsAsync(int count)
    {
        while (Requests.Count < count)
        {
            await Task.Delay(5, ClientFixture.Token);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
