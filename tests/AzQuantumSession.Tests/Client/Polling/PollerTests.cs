using System.Collections.Concurrent;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class PollerTests
{
    private readonly ConcurrentDictionary<string, string> _statuses = new(StringComparer.OrdinalIgnoreCase);

    [Fact]
    public async Task WatchSessionsAsync_polls_until_the_session_ends()
    {
        int polls = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(_ =>
            ScriptedReply.Json(ClientFixture.Session("a", ++polls == 3 ? "Succeeded" : "Executing")));
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, ["a"]);

        Assert.Equal(["Executing", "Executing", "Succeeded"], updates.Select(item => item.Item!.Status));
        Assert.Equal([false, false, true], updates.Select(item => item.IsFinal));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task WatchSessionsAsync_waits_between_polls_and_not_after_the_last()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request =>
            ScriptedReply.Json(ClientFixture.Session("a", request.Number == 3 ? "Succeeded" : "Waiting")));

        Assert.Equal([0.1, 0.1], await GetDelaysAsync(server, ["a"]));
    }

    [Fact]
    public async Task WatchSessionsAsync_does_not_read_a_known_session_at_once()
    {
        ImmediateTimeProvider time = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session("a", "Succeeded")));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(time));
        var known = new WatchedItem<QuantumSession>("a", new QuantumSession { Id = "a", Status = "Executing" });

        await client.WatchSessionsAsync([known], null, new PollingOptions(), ClientFixture.Token).ReadAllAsync();

        Assert.Equal([TimeSpan.FromSeconds(0.1)], time.DueTimes);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WatchSessionsAsync_with_Once_reads_a_known_session_once_and_at_once()
    {
        ImmediateTimeProvider time = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session("a", "Executing")));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(time));
        var known = new WatchedItem<QuantumSession>("a", new QuantumSession { Id = "a", Status = "Executing" });

        List<ItemUpdate<QuantumSession>> updates =
            await client.WatchSessionsAsync([known], null, new PollingOptions { Once = true }, ClientFixture.Token).ReadAllAsync();

        Assert.False(Assert.Single(updates).IsFinal);
        Assert.Empty(time.DueTimes);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WatchSessionsAsync_uses_RetryAfter_for_one_wait_only()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Number switch
        {
            1 => ScriptedReply.Json(ClientFixture.Session("a")).With("Retry-After", "17"),
            2 => ScriptedReply.Json(ClientFixture.Session("a")),
            _ => ScriptedReply.Json(ClientFixture.Session("a", "Failed")),
        });

        Assert.Equal([17, 2], await GetDelaysAsync(server, ["a"], TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData("5", "17", "9")]
    [InlineData("17", "5", "9")]
    [InlineData("5", "9", "17")]
    public async Task WatchSessionsAsync_uses_the_longest_RetryAfter_of_a_poll(params string[] retryAfter)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Number <= retryAfter.Length
            ? ScriptedReply.Json(ClientFixture.Session(GetId(request))).With("Retry-After", retryAfter[request.Number - 1])
            : ScriptedReply.Json(ClientFixture.Session(GetId(request), "Failed")));

        Assert.Equal([17], await GetDelaysAsync(server, Ids(3)));
    }

    [Fact]
    public async Task WatchSessionsAsync_uses_the_RetryAfter_of_a_list()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => !IsList(request)
            ? ScriptedReply.Json(ClientFixture.Session(GetId(request), "Failed"))
            : ScriptedReply.Json(ClientFixture.Page(request.Number == 1 ? Ids(6).Select(id => ClientFixture.Session(id)) : [])).With("Retry-After", "17"));

        Assert.Equal([17], await GetDelaysAsync(server, Ids(6)));
    }

    [Fact]
    public async Task WatchSessionsAsync_stops_polling_a_session_that_satisfies_the_predicate()
    {
        int polls = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Path.EndsWith("/a", StringComparison.Ordinal)
            ? ScriptedReply.Json(ClientFixture.Session("a", "Executing"))
            : ScriptedReply.Json(ClientFixture.Session("b", ++polls == 4 ? "TimedOut" : "Waiting")));
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, ["a", "b"], session => session.Status == "Executing");

        Assert.Single(updates, item => item.Id == "a" && item.IsFinal);
        Assert.Single(server.Requests, request => request.Path.EndsWith("/a", StringComparison.Ordinal));
        Assert.Equal(4, updates.Count(item => item.Id == "b"));
    }

    [Fact]
    public async Task WatchSessionsAsync_reports_an_ended_session_as_final_regardless_of_the_predicate()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session("a", "Failed")));

        Assert.True(Assert.Single(await WatchAsync(server, ["a"], session => session.Status == "Executing")).IsFinal);
    }

    [Fact]
    public async Task WatchSessionsAsync_sends_no_request_without_ids()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json("{}"));

        Assert.Empty(await WatchAsync(server, []));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task WatchSessionsAsync_reads_5_sessions_individually()
    {
        await using ScriptedServer server = await StartAsync(5, "Succeeded");
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, Ids(5));

        Assert.Equal(Ids(5), updates.Select(item => item.Id).Order());
        Assert.All(server.Requests, request => Assert.Contains("/sessions/s", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WatchSessionsAsync_lists_more_than_5_sessions_and_then_the_ended_sessions()
    {
        await using ScriptedServer server = await StartAsync(150, "Executing");
        SetStatuses(Ids(150).Take(2), "Succeeded");
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, Ids(150), onPoll: poll =>
        {
            if (poll == 3)
            {
                SetStatuses(_statuses.Keys, "Failed");
            }
        });

        List<RecordedRequest> lists = [.. server.Requests.Where(IsList)];
        Assert.Equal("(State eq 'Waiting' or State eq 'Executing' or State eq 'Failure(s)')", lists[0].Query("filter"));
        Assert.Equal("100", lists[0].Query("top"));
        Assert.Equal("(State eq 'Succeeded' or State eq 'Failed' or State eq 'TimedOut')", lists[2].Query("filter"));
        Assert.DoesNotContain(server.Requests, request => !IsList(request));
        Assert.Equal(150, updates.Count(item => item.IsFinal));
        Assert.Equal(2, updates.Count(item => item.Item!.Status == "Succeeded"));
    }

    [Fact]
    public async Task WatchSessionsAsync_stops_listing_when_all_sessions_were_seen()
    {
        await using ScriptedServer server = await StartAsync(300, "Executing");
        string[] ids = [.. Ids(300).Take(6).Select(id => id.ToUpperInvariant())];
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, ids, _ => true);

        Assert.Equal(ids, updates.Select(item => item.Id).Order());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WatchSessionsAsync_reports_a_missing_session_once()
    {
        int polls = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Path.EndsWith("/gone", StringComparison.Ordinal)
            ? ScriptedReply.Error(404, "NotFound", "no")
            : ScriptedReply.Json(ClientFixture.Session("here", ++polls == 3 ? "Succeeded" : "Waiting")));
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, ["gone", "here"]);

        ItemUpdate<QuantumSession> gone = Assert.Single(updates, item => item.Id == "gone");
        Assert.Equal(QuantumErrorKind.NotFound, gone.Error!.Kind);
        Assert.Null(gone.Item);
        Assert.True(gone.IsFinal);
        Assert.Equal(4, updates.Count);
    }

    [Fact]
    public async Task WatchSessionsAsync_continues_after_transient_failures()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Number switch
        {
            <= 6 => ScriptedReply.Busy,
            7 => ScriptedReply.Json(ClientFixture.Session("a")),
            <= 13 => ScriptedReply.Reset,
            _ => ScriptedReply.Json(ClientFixture.Session("a", "Succeeded")),
        });
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, ["a"]);

        Assert.Equal(["Waiting", "Succeeded"], updates.Select(item => item.Item?.Status));
    }

    [Fact]
    public async Task RunAsync_reports_an_unexpected_exception_for_its_item_only()
    {
        var poller = new Poller<QuantumSession>(
            new DefectiveSource(), null, new PollingOptions(), new PollingSchedule(null, ClientFixture.Quick(new ImmediateTimeProvider())), null);
        List<ItemUpdate<QuantumSession>> updates = await poller.RunAsync(
            [new WatchedItem<QuantumSession>("bad"), new WatchedItem<QuantumSession>("good")], ClientFixture.Token).ReadAllAsync();

        Assert.Equal(["bad", "good"], updates.Select(update => update.Id).Order());
        Assert.Equal("The poll failed unexpectedly: odd", updates.Single(update => update.Id == "bad").Error!.Message);
        Assert.Equal("Succeeded", updates.Single(update => update.Id == "good").Item!.Status);
    }

    [Fact]
    public async Task WatchSessionsAsync_reports_a_failure_after_3_polls()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Busy);
        ItemUpdate<QuantumSession> update = Assert.Single(await WatchAsync(server, ["a"]));

        Assert.Equal(QuantumErrorKind.Unavailable, update.Error!.Kind);
        Assert.True(update.IsFinal);
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public async Task WatchSessionsAsync_reports_a_repeated_list_failure_for_each_session()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Busy);
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, Ids(7));

        Assert.Equal(7, updates.Count);
        Assert.All(updates, item => Assert.True(item.IsFinal && item.Error!.Kind == QuantumErrorKind.Unavailable));
        Assert.Equal(9, server.Requests.Count);
    }

    [Theory]
    [InlineData(401, 2)]
    [InlineData(403, 2)]
    [InlineData(401, 9)]
    [InlineData(403, 9)]
    public async Task WatchSessionsAsync_reports_denied_access_immediately_for_all_sessions(int status, int count)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "No", "no"));
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, Ids(count));

        Assert.Equal(Ids(count), updates.Select(item => item.Id).Order());
        Assert.All(updates, item => Assert.True(item.IsFinal && item.Error is not null));
        Assert.Single(updates.Select(item => item.Error).Distinct());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task WatchSessionsAsync_reads_sessions_individually_if_the_list_is_rejected(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => IsList(request)
            ? ScriptedReply.Error(status, "InvalidFilter", "what?")
            : ScriptedReply.Json(ClientFixture.Session(GetId(request), request.Number > 12 ? "Succeeded" : "Waiting")));
        List<ItemUpdate<QuantumSession>> updates = await WatchAsync(server, Ids(6));

        Assert.Equal(6, updates.Count(item => item.IsFinal));
        Assert.All(updates, item => Assert.Null(item.Error));
        Assert.Single(server.Requests, IsList);
    }

    [Fact]
    public async Task WatchSessionsAsync_can_be_cancelled_during_a_request()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Never);

        await ClientFixture.AssertCancellationAsync(workspace.Server, token => workspace.Client.WatchSessionsAsync(Watched("a", "b"), null, new PollingOptions(), token).ReadAllAsync());
    }

    [Fact]
    public async Task WatchSessionsAsync_can_be_cancelled_between_polls()
    {
        FakeTimeProvider time = new();
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ClientFixture.Quick(time), ScriptedReply.Json(ClientFixture.Session("a")));
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        await using IAsyncEnumerator<ItemUpdate<QuantumSession>> updates = workspace.Client
            .WatchSessionsAsync(Watched("a"), null, new PollingOptions(), cancellation.Token).GetAsyncEnumerator(ClientFixture.Token);
        await updates.MoveNextAsync();
        ValueTask<bool> next = updates.MoveNextAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Fact]
    public async Task WatchSessionsAsync_reports_the_time_until_the_next_poll()
    {
        await using ScriptedServer server = await StartAsync(2, "Executing");
        int polls = 0;
        server.SetResponder(request => ScriptedReply.Json(ClientFixture.Session(GetId(request), ++polls < 5 ? "Executing" : "Succeeded")));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(new ImmediateTimeProvider()));
        var delays = new RecordingProgress();
        var options = new PollingOptions { Interval = TimeSpan.FromMilliseconds(3), NextPoll = delays };

        await client.WatchSessionsAsync(Watched(Ids(2)), null, options, ClientFixture.Token).ReadAllAsync();

        Assert.Equal([TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(3)], delays.Values);
    }

    private sealed class RecordingProgress : IProgress<TimeSpan>
    {
        public List<TimeSpan> Values { get; } = [];

        public void Report(TimeSpan value) => Values.Add(value);
    }

    [Fact]
    public async Task WatchSessionsAsync_cancels_open_requests_when_the_enumeration_stops()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Path.EndsWith("/quick", StringComparison.Ordinal)
            ? ScriptedReply.Json(ClientFixture.Session("quick"))
            : ScriptedReply.Never);
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () =>
        {
            await foreach (ItemUpdate<QuantumSession> update in client.WatchSessionsAsync(Watched("slow", "quick"), null, new PollingOptions(), ClientFixture.Token))
            {
                Assert.Equal("quick", update.Id);
                await server.RequestReceived.WaitAsync(ClientFixture.Token);
                break;
            }
        });

        Assert.Contains(log, line => line.Contains("/slow", StringComparison.Ordinal) && line.Contains("-> cancelled", StringComparison.Ordinal));
    }

    /// <summary>Polls until all sessions have ended, and returns the seconds between the polls.</summary>
    private static async Task<IEnumerable<double>> GetDelaysAsync(ScriptedServer server, IReadOnlyCollection<string> ids, TimeSpan? interval = null)
    {
        ImmediateTimeProvider time = new();
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server, ClientFixture.Quick(time));
        await client.WatchSessionsAsync(Watched([.. ids]), null, new PollingOptions { Interval = interval }, ClientFixture.Token).ReadAllAsync();
        return time.DueTimes.Select(dueTime => dueTime.TotalSeconds);
    }

    private static bool IsList(RecordedRequest request) => request.Path.EndsWith("/sessions", StringComparison.Ordinal);

    private static string GetId(RecordedRequest request) => request.Path.Split('/')[^1];

    private static string[] Ids(int count) => [.. Enumerable.Range(1, count).Select(number => $"s{number:000}")];

    private void SetStatuses(IEnumerable<string> ids, string status)
    {
        foreach (string id in ids)
        {
            _statuses[id] = status;
        }
    }

    private static WatchedItem<QuantumSession>[] Watched(params string[] ids) => [.. ids.Select(id => new WatchedItem<QuantumSession>(id))];

    /// <summary>Starts a server with sessions whose statuses the test can change. Lists contain the sessions with the statuses of the filter.</summary>
    private async Task<ScriptedServer> StartAsync(int count, string status)
    {
        SetStatuses(Ids(count), status);
        ScriptedServer server = await ScriptedServer.StartAsync();
        server.SetResponder(request =>
        {
            if (!IsList(request))
            {
                string id = GetId(request);
                return ScriptedReply.Json(ClientFixture.Session(id, _statuses[id]));
            }

            int skip = int.Parse(request.Query("skip") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            string filter = request.Query("filter")!;
            KeyValuePair<string, string>[] matches =
                [.. _statuses.Where(item => filter.Contains($"'{item.Value}'", StringComparison.Ordinal)).OrderBy(item => item.Key)];
            string? next = matches.Length > skip + 100
                ? new Uri(server.Endpoint, $"{request.Path}?filter={Uri.EscapeDataString(filter)}&skip={skip + 100}").AbsoluteUri
                : null;
            return ScriptedReply.Json(ClientFixture.Page(matches.Skip(skip).Take(100).Select(item => ClientFixture.Session(item.Key, item.Value)), next));
        });
        return server;
    }

    /// <summary>Polls without delays until all sessions have ended, and returns the updates.</summary>
    private static async Task<List<ItemUpdate<QuantumSession>>> WatchAsync(
        ScriptedServer server, IReadOnlyCollection<string> ids, Predicate<QuantumSession>? isDone = null, Action<int>? onPoll = null)
    {
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        List<ItemUpdate<QuantumSession>> updates = [];
        int lastPoll = 0;
        await foreach (ItemUpdate<QuantumSession> item in client.WatchSessionsAsync(
            Watched([.. ids]), isDone, new PollingOptions { Interval = TimeSpan.Zero }, ClientFixture.Token))
        {
            updates.Add(item);
            int poll = updates.Count(update => update.Id == item.Id);
            if (poll > lastPoll)
            {
                lastPoll = poll;
                onPoll?.Invoke(poll);
            }
        }

        return updates;
    }

    /// <summary>Throws an unexpected exception for one of the items.</summary>
    private sealed class DefectiveSource : IItemSource<QuantumSession>
    {
        public async Task<ApiResponse<QuantumSession>> GetAsync(string id, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return id == "bad"
                ? throw new FormatException("odd")
                : new ApiResponse<QuantumSession>(new QuantumSession { Id = id, Status = "Succeeded" }, new ScriptedResponse(200));
        }

        public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListActiveAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListEndedAsync(DateTimeOffset? createdAfter, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public string? GetSessionId(QuantumSession item) => null;

        public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListSessionAsync(string sessionId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
