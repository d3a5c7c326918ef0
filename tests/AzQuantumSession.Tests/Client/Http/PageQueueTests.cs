namespace AzQuantumSession.Tests.Client.Http;

public sealed class PageQueueTests
{
    [Fact]
    public async Task ListSessionsAsync_requests_the_second_page_when_half_of_the_first_page_is_read()
    {
        await using PagedServer server = await PagedServer.StartAsync(200);
        server.Hold(100);

        Assert.Equal(50, (await server.ListAsync().ReadAllAsync(take: 50)).Count);
        Assert.Equal([0], server.Requested);

        await using IAsyncEnumerator<QuantumSession> sessions = server.ListAsync().GetAsyncEnumerator(ClientFixture.Token);
        await ReadAsync(sessions, 51);
        await server.WaitForRequestsAsync(100);

        // The rest of the page does not wait for the next page.
        await ReadAsync(sessions, 49);
        server.Release();
        Assert.True(await sessions.MoveNextAsync());
        Assert.Equal(PagedServer.Id(100), sessions.Current.Id);
    }

    [Fact]
    public async Task ListSessionsAsync_requests_up_to_four_pages_ahead()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        server.Hold(400, 500, 600, 700, 800);
        await using IAsyncEnumerator<QuantumSession> sessions = server.ListAsync().GetAsyncEnumerator(ClientFixture.Token);

        await ReadAsync(sessions, 400);
        await server.WaitForRequestsAsync(400, 500, 600, 700);

        // The next page waits for a page that is read.
        Task<bool> next = sessions.MoveNextAsync().AsTask();
        Assert.DoesNotContain(800, server.Requested);
        server.Release();
        Assert.True(await next);
        await server.WaitForRequestsAsync(800);
    }

    [Theory]
    [InlineData(1, "0")]
    [InlineData(100, "0")]
    [InlineData(101, "0,100")]
    [InlineData(200, "0,100")]
    public async Task ListSessionsAsync_requests_no_page_beyond_the_end_of_a_short_list(int count, string requested)
    {
        await using PagedServer server = await PagedServer.StartAsync(count);

        Assert.Equal(count, (await server.ListAsync().ReadAllAsync()).Count);
        Assert.Equal(requested, string.Join(',', server.Requested.Order()));
    }

    [Fact]
    public async Task ListSessionsAsync_reads_each_page_once_and_keeps_the_order()
    {
        await using PagedServer server = await PagedServer.StartAsync(1950);
        List<QuantumSession> sessions = await server.ListAsync().ReadAllAsync();

        Assert.Equal(Enumerable.Range(0, 1950).Select(PagedServer.Id), sessions.Select(session => session.Id));
        Assert.Distinct(server.Requested);
        Assert.All(server.Requested, offset => Assert.InRange(offset, 0, 2200));
    }

    [Theory]
    [InlineData(10, "0")]
    [InlineData(100, "0")]
    [InlineData(250, "0,100,200")]
    [InlineData(600, "0,100,200,300,400,500")]
    public async Task ListSessionsAsync_requests_no_page_beyond_the_limit(int limit, string requested)
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);

        Assert.Equal(limit, (await server.ListAsync(new ItemFilter { Limit = limit }).ReadAllAsync(take: limit)).Count);
        Assert.Equal(requested, string.Join(',', server.Requested.Order()));
    }

    [Fact]
    public async Task ListSessionsAsync_with_a_limit_and_a_filter_of_the_client_requests_one_page_ahead()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        DateTimeOffset created = new(2026, 10, 9, 0, 0, 0, TimeSpan.Zero);
        server.Hold(500);
        await using IAsyncEnumerator<QuantumSession> sessions =
            server.ListAsync(new ItemFilter { CreatedAfter = created, Limit = 600 }).GetAsyncEnumerator(ClientFixture.Token);
        await ReadAsync(sessions, 500);
        await server.WaitForRequestsAsync(500);
        server.Release();
        await ReadAsync(sessions, 100);

        Assert.Equal([0, 100, 200, 300, 400, 500], server.Requested.Order());
    }

    [Fact]
    public async Task ListSessionsAsync_discards_an_error_beyond_the_end()
    {
        await using PagedServer server = await PagedServer.StartAsync(600);
        server.Replies[600] = ScriptedReply.Error(400, "InvalidInput", "skip is too large");

        // A page beyond the end is requested while the last page is on its way. After its error, no further page is.
        server.Hold(500);
        Task<List<QuantumSession>> list = server.ListAsync().ReadAllAsync();
        await server.WaitForRequestsAsync(600);
        server.Release();

        Assert.Equal(600, (await list).Count);
    }

    [Fact]
    public async Task ListSessionsAsync_throws_the_error_of_a_page_after_the_items_before_it()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        server.Replies[600] = ScriptedReply.Error(400, "InvalidInput", "no");
        server.Hold(500);
        List<QuantumSession> sessions = [];
        Task<QuantumServiceException> failure = ClientFixture.FailureAsync(async () =>
        {
            await foreach (QuantumSession session in server.ListAsync())
            {
                sessions.Add(session);
            }
        });
        await server.WaitForRequestsAsync(600);
        server.Release();

        Assert.Equal(QuantumErrorKind.Rejected, (await failure).Kind);
        Assert.Equal(Enumerable.Range(0, 600).Select(PagedServer.Id), sessions.Select(session => session.Id));
    }

    [Fact]
    public async Task ListSessionsAsync_keeps_the_order_when_pages_ahead_are_retried()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        foreach (int offset in Enumerable.Range(0, 20).Where(page => page % 3 == 0).Select(page => page * 100))
        {
            server.FirstReplies[offset] = offset % 200 == 0 ? ScriptedReply.Busy : ScriptedReply.Reset;
        }

        Assert.Equal(Enumerable.Range(0, 2000).Select(PagedServer.Id), (await server.ListAsync().ReadAllAsync()).Select(session => session.Id));
    }

    [Fact]
    public async Task ListSessionsAsync_returns_an_item_that_moves_to_another_page_once()
    {
        // New sessions move the others by two positions. The service can change the case of an id.
        List<string> ids = [.. Enumerable.Range(0, 100).Select(PagedServer.Id)];
        ids.AddRange([PagedServer.Id(98), PagedServer.Id(99).ToUpperInvariant(), "not-a-guid", "Not-A-Guid", PagedServer.Id(100)]);
        await using PagedServer server = await PagedServer.StartAsync(ids);

        Assert.Equal(
            [.. Enumerable.Range(0, 100).Select(PagedServer.Id), "not-a-guid", PagedServer.Id(100)],
            (await server.ListAsync().ReadAllAsync()).Select(session => session.Id));
    }

    [Fact]
    public async Task ListSessionsAsync_follows_a_link_that_differs_from_the_pages_ahead()
    {
        await using PagedServer server = await PagedServer.StartAsync(1200);
        server.Links[400] = 450;
        server.Hold(400);
        Task<List<QuantumSession>> list = server.ListAsync().ReadAllAsync();
        await server.WaitForRequestsAsync(500);
        server.Release();

        Assert.Equal(Enumerable.Range(0, 1200).Select(PagedServer.Id), (await list).Select(session => session.Id));

        // From then on, the links are followed one by one.
        Assert.Equal([450, 550, 650, 750, 850, 950, 1050, 1150], server.Requested.Where(offset => offset % 100 == 50));
    }

    [Fact]
    public async Task ListSessionsAsync_cancels_the_pages_ahead_when_the_consumer_stops()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        server.Hold(400, 500, 600, 700);
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () =>
        {
            await using IAsyncEnumerator<QuantumSession> sessions = server.ListAsync().GetAsyncEnumerator(ClientFixture.Token);
            await ReadAsync(sessions, 400);
            await server.WaitForRequestsAsync(400, 500, 600, 700);
        });

        // The end of the enumeration waits for the requests: all of them are in the log.
        Assert.Equal(4, log.Count(line => line.Contains("-> cancelled", StringComparison.Ordinal)));
        Assert.Equal(8, log.Count);
    }

    [Fact]
    public async Task ListSessionsAsync_stops_before_a_page_that_has_arrived_when_it_is_cancelled()
    {
        await using PagedServer server = await PagedServer.StartAsync(2000);
        using CancellationTokenSource cancellation = new();
        List<QuantumSession> sessions = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (QuantumSession session in server.ListAsync(cancellationToken: cancellation.Token))
            {
                sessions.Add(session);
                if (sessions.Count == 450)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        Assert.Equal(500, sessions.Count);
    }

    private static async Task ReadAsync(IAsyncEnumerator<QuantumSession> sessions, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(await sessions.MoveNextAsync());
        }
    }
}
