using System.Collections.Concurrent;
using System.Globalization;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>A server with a list of sessions, whose links have the service's own form. Tests hold its responses back.</summary>
internal sealed class PagedServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _held = new();
    private readonly ScriptedWorkspace _workspace;
    private readonly List<string> _ids;

    private PagedServer(ScriptedWorkspace workspace, List<string> ids)
    {
        _workspace = workspace;
        _ids = ids;
    }

    /// <summary>Replaces the page at an offset.</summary>
    public ConcurrentDictionary<int, ScriptedReply> Replies { get; } = new();

    /// <summary>Replaces the first response for the page at an offset.</summary>
    public ConcurrentDictionary<int, ScriptedReply> FirstReplies { get; } = new();

    /// <summary>Replaces the offset that the page at an offset links to.</summary>
    public ConcurrentDictionary<int, int> Links { get; } = new();

    public IWorkspaceClient Client => _workspace.Client;

    /// <summary>The offsets of the requested pages.</summary>
    public IEnumerable<int> Requested => _workspace.Requests.Select(GetSkip);

    public static Task<PagedServer> StartAsync(int count) => StartAsync([.. Enumerable.Range(0, count).Select(Id)]);

    public static async Task<PagedServer> StartAsync(List<string> ids)
    {
        PagedServer server = new(await ScriptedWorkspace.StartAsync(), ids);
        server._workspace.Server.SetResponder(server.Respond);
        return server;
    }

    /// <summary>The id of the session at a position.</summary>
    public static string Id(int index) => new Guid(index + 1, 0xA, 0, [0, 0, 0, 0, 0, 0, 0, 0]).ToString();

    /// <summary>Lists the sessions.</summary>
    public IAsyncEnumerable<QuantumSession> ListAsync(ItemFilter? filter = null, CancellationToken? cancellationToken = null) =>
        Client.ListSessionsAsync(filter ?? new ItemFilter(), cancellationToken ?? ClientFixture.Token);

    /// <summary>Holds the responses at the offsets back until <see cref="Release"/>.</summary>
    public void Hold(params IEnumerable<int> offsets)
    {
        foreach (int offset in offsets)
        {
            _held[offset] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Sends all responses that are held back.</summary>
    public void Release()
    {
        foreach (TaskCompletionSource response in _held.Values)
        {
            response.SetResult();
        }

        _held.Clear();
    }

    /// <summary>Waits until the pages at the offsets are requested.</summary>
    public async Task WaitForRequestsAsync(params IEnumerable<int> offsets)
    {
        while (offsets.Except(Requested).Any())
        {
            await Task.Delay(5, ClientFixture.Token);
        }
    }

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    private static int GetSkip(RecordedRequest request) => int.Parse(request.Query("skip") ?? "0", CultureInfo.InvariantCulture);

    private ScriptedReply Respond(RecordedRequest request)
    {
        int skip = GetSkip(request);
        int top = int.Parse(request.Query("top")!, CultureInfo.InvariantCulture);
        int next = Links.GetValueOrDefault(skip, skip + top);
        string query = request.Target.Split('?')[1].Replace($"&skip={skip}", "", StringComparison.Ordinal);
        string? link = next < _ids.Count ? new Uri(_workspace.Server.Endpoint, $"{request.Path}?{query}&skip={next}").AbsoluteUri : null;
        ScriptedReply reply = FirstReplies.TryRemove(skip, out ScriptedReply? first) ? first : Replies.GetValueOrDefault(
            skip,
            ScriptedReply.Json(ClientFixture.Page(_ids.Skip(skip).Take(top).Select(id => ClientFixture.Session(id)), link)));
        return reply with { Until = _held.TryGetValue(skip, out TaskCompletionSource? held) ? held.Task : Task.CompletedTask };
    }
}
