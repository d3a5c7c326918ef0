using AzQuantumSession.Client.Http;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class RequestThrottleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RequestThrottle _throttle;

    public RequestThrottleTests() => _throttle = new RequestThrottle(_time);

    [Fact]
    public async Task A_429_response_halves_the_requests_in_flight_once()
    {
        int[] tickets = await EnterAsync(8);

        foreach (int ticket in tickets)
        {
            _throttle.Leave(ticket, Response(429));
        }

        Assert.Equal(4, _throttle.Limit);
        await EnterAsync(4);
        Assert.False(EnterOneAsync().IsCompleted);
    }

    [Fact]
    public async Task Later_429_responses_halve_it_again_and_leave_one_request()
    {
        foreach (int expected in (int[])[4, 2, 1, 1])
        {
            int[] tickets = await EnterAsync(Math.Min(8, _throttle.Limit));
            Array.ForEach(tickets, ticket => _throttle.Leave(ticket, Response(429)));
            Assert.Equal(expected, _throttle.Limit);
        }
    }

    [Fact]
    public async Task Successes_raise_the_limit_by_one_for_as_many_requests_as_it_permits()
    {
        Array.ForEach(await EnterAsync(4), ticket => _throttle.Leave(ticket, Response(429)));
        Assert.Equal(2, _throttle.Limit);

        foreach (int expected in (int[])[2, 3, 3, 3, 4])
        {
            _throttle.Leave(await EnterOneAsync(), Response(200));
            Assert.Equal(expected, _throttle.Limit);
        }
    }

    [Fact]
    public async Task Successes_raise_the_limit_no_higher_than_the_maximum()
    {
        for (int i = 0; i < 3 * RequestThrottle.MaxConcurrency; i++)
        {
            _throttle.Leave(await EnterOneAsync(), Response(200));
        }

        Assert.Equal(RequestThrottle.MaxConcurrency, _throttle.Limit);
    }

    [Fact]
    public async Task A_request_that_waits_is_sent_when_another_ends_without_a_response()
    {
        int[] tickets = await EnterAsync(RequestThrottle.MaxConcurrency);
        Task<int> waiting = EnterOneAsync();
        Assert.False(waiting.IsCompleted);

        _throttle.Leave(tickets[0], null);

        await waiting;
    }

    [Fact]
    public async Task Requests_are_sent_in_the_order_in_which_they_began_to_wait()
    {
        int[] tickets = await EnterAsync(RequestThrottle.MaxConcurrency);
        List<Task<int>> waiting = [.. Enumerable.Range(0, 4).Select(_ => EnterOneAsync())];

        for (int i = 0; i < 4; i++)
        {
            _throttle.Leave(tickets[i], Response(200));

            // A request that comes at the moment when a place is free waits behind those that wait already.
            waiting.Add(EnterOneAsync());
            await HasTurnAsync(waiting[i]);
            Assert.Equal(i + 1, waiting.Count(request => request.IsCompleted));
        }
    }

    [Fact]
    public async Task Requests_keep_their_order_during_the_RetryAfter_of_a_429_response()
    {
        int[] tickets = await EnterAsync(4);
        Array.ForEach(tickets[..3], ticket => _throttle.Leave(ticket, Response(429, "60")));
        Task<int>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => EnterOneAsync())];

        // One request is still in flight, and the limit is 2.
        _time.Advance(TimeSpan.FromSeconds(60));
        await HasTurnAsync(waiting[0]);
        Assert.Equal([true, false, false], waiting.Select(request => request.IsCompleted));

        _throttle.Leave(tickets[3], Response(200));
        await HasTurnAsync(waiting[1]);
        Assert.False(waiting[2].IsCompleted);
    }

    [Fact]
    public async Task A_canceled_request_leaves_its_place_in_the_order()
    {
        int[] tickets = await EnterAsync(RequestThrottle.MaxConcurrency);
        using var cancellation = new CancellationTokenSource();
        Task<int> first = EnterOneAsync();
        Task<int> canceled = _throttle.EnterAsync(cancellation.Token).AsTask();
        Task<int> last = EnterOneAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

        _throttle.Leave(tickets[0], Response(200));
        await HasTurnAsync(first);
        Assert.False(last.IsCompleted);

        _throttle.Leave(tickets[1], Response(200));
        await HasTurnAsync(last);
    }

    [Fact]
    public async Task A_canceled_request_does_not_keep_the_next_request_waiting()
    {
        int[] tickets = await EnterAsync(RequestThrottle.MaxConcurrency);
        using var cancellation = new CancellationTokenSource();
        Task<int> canceled = _throttle.EnterAsync(cancellation.Token).AsTask();
        Task<int> next = EnterOneAsync();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        _throttle.Leave(tickets[0], Response(200));

        await next;
    }

    [Fact]
    public async Task RetryAfter_of_a_429_response_delays_all_requests()
    {
        int[] tickets = await EnterAsync(2);
        _throttle.Leave(tickets[0], Response(429, "60"));
        _throttle.Leave(tickets[1], Response(429, "10"));
        Task<int> next = EnterOneAsync();

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        await next;
    }

    [Theory]
    [InlineData("61", "The service is busy. The request is sent at 2026-11-26 12:01:01 UTC.")]
    [InlineData("60", null)]
    public async Task A_request_that_waits_long_for_the_RetryAfter_of_another_request_warns(string retryAfter, string? expected)
    {
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ClientFixture.Quick(_time), ScriptedReply.Error(429, "Busy", "later").With("Retry-After", retryAfter), ScriptedReply.Json(ClientFixture.Session()));
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        _ = workspace.GetSessionAsync(cancellation.Token);
        await workspace.WaitForRequestsAsync(1);
        RequestThrottle throttle = RequestThrottle.For(workspace.Server.Endpoint, WorkspaceId.Parse(ClientFixture.WorkspacePath), _time);
        while (throttle.Limit == RequestThrottle.MaxConcurrency)
        {
            await Task.Delay(5, ClientFixture.Token);
        }

        using RecordingClientHost host = new();
        Task second = workspace.GetSessionAsync();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await second;
        await cancellation.CancelAsync();

        Assert.Equal(expected, host.Warnings.SingleOrDefault());
    }

    [Fact]
    public void For_returns_one_throttle_for_all_connections_to_a_workspace()
    {
        var endpoint = new Uri("https://eastus.quantum.azure.com/");
        WorkspaceId id = WorkspaceId.Parse(ClientFixture.WorkspacePath);
        WorkspaceId other = WorkspaceId.Parse(ClientFixture.WorkspacePath + "2");

        Assert.Same(RequestThrottle.For(endpoint, id, _time), RequestThrottle.For(endpoint, id, _time));
        Assert.NotSame(RequestThrottle.For(endpoint, id, _time), RequestThrottle.For(endpoint, other, _time));
    }

    [Fact]
    public async Task Connections_to_a_throttled_workspace_send_fewer_requests_at_the_same_time()
    {
        int inFlight = 0;
        int most = 0;
        int count = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(_ => ScriptedReply.Json(ClientFixture.Session()));
        server.SetResponder(request =>
        {
            int now = Interlocked.Increment(ref inFlight);
            bool isThrottled = Interlocked.Increment(ref count) <= 8;
            if (!isThrottled)
            {
                InterlockedMax(ref most, now);
            }

            Thread.Sleep(20);
            Interlocked.Decrement(ref inFlight);
            return isThrottled ? ScriptedReply.Error(429, "TooManyRequests", "slower") : ScriptedReply.Json(ClientFixture.Session());
        });
        var settings = ClientFixture.Quick(retries: 9);
        using IWorkspaceClient first = await ClientFixture.ConnectAsync(server, settings);
        using IWorkspaceClient second = await ClientFixture.ConnectAsync(server, settings);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? first : second).GetSessionAsync(ClientFixture.Id, ClientFixture.Token)));

        Assert.Equal(16, server.Requests.Count);
        Assert.InRange(most, 1, 5);
    }

    private static void InterlockedMax(ref int location, int value)
    {
        int current;
        while ((current = Volatile.Read(ref location)) < value && Interlocked.CompareExchange(ref location, value, current) != current)
        {
        }
    }

    private static Task<int> HasTurnAsync(Task<int> request) => request.WaitAsync(TimeSpan.FromSeconds(20), ClientFixture.Token);

    private Task<int> EnterOneAsync() => _throttle.EnterAsync(ClientFixture.Token).AsTask();

    private async Task<int[]> EnterAsync(int count)
    {
        List<int> tickets = [];
        for (int i = 0; i < count; i++)
        {
            tickets.Add(await EnterOneAsync());
        }

        return [.. tickets];
    }

    private static ScriptedResponse Response(int status, string? retryAfter = null) =>
        retryAfter is null ? new ScriptedResponse(status) : new ScriptedResponse(status, ("Retry-After", retryAfter));
}
