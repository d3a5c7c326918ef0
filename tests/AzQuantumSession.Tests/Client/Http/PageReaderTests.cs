namespace AzQuantumSession.Tests.Client.Http;

public sealed class PageReaderTests
{
    [Fact]
    public async Task ListSessionsAsync_requests_one_page_ahead_for_links_of_another_form()
    {
        await using ScriptedWorkspace workspace = await StartWithThreePagesAsync();
        IAsyncEnumerable<QuantumSession> sessions = workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token);
        Assert.Empty(workspace.Requests);

        Assert.Equal(["s1-1"], (await sessions.ReadAllAsync(take: 1)).Select(session => session.Id));
        Assert.Single(workspace.Requests);

        await using IAsyncEnumerator<QuantumSession> enumerator = sessions.GetAsyncEnumerator(ClientFixture.Token);
        await MoveAsync(enumerator, 3);
        await workspace.WaitForRequestsAsync(4);
        await MoveAsync(enumerator, 3);
        Assert.False(await enumerator.MoveNextAsync());
        Assert.Equal(4, workspace.Requests.Count);

        static async Task MoveAsync(IAsyncEnumerator<QuantumSession> enumerator, int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.True(await enumerator.MoveNextAsync());
            }
        }
    }

    [Fact]
    public async Task ListSessionsAsync_follows_links_unchanged_to_the_last_page()
    {
        await using ScriptedWorkspace workspace = await StartWithThreePagesAsync();
        List<QuantumSession> sessions = await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();

        Assert.Equal(6, sessions.Count);
        Assert.Equal("/next?skip=2&api-version=x", workspace.Requests[1].Target);
        Assert.Equal("/next?skip=4&api-version=x", workspace.Requests[2].Target);
        Assert.Equal(ClientFixture.Key, workspace.Requests[2].Headers["x-ms-quantum-api-key"]);
    }

    [Fact]
    public async Task ListSessionsAsync_applies_filters_that_the_service_lacks()
    {
        await using ScriptedWorkspace workspace = await StartWithThreePagesAsync();
        ItemFilter filter = new() { Name = name => name == "vqe-h2", Statuses = ["Failed"] };

        Assert.Empty(await workspace.Client.ListSessionsAsync(filter, ClientFixture.Token).ReadAllAsync());
    }

    [Theory]
    [InlineData("http://localhost.invalid:1/next")]
    [InlineData("https://127.0.0.1/next")]
    [InlineData("//elsewhere.example/next")]
    public async Task ListSessionsAsync_follows_no_link_to_another_origin(string link)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Page([ClientFixture.Session()], link)));
        List<QuantumSession> sessions = [];
        QuantumServiceException failure = await ClientFixture.FailureAsync(async () =>
        {
            await foreach (QuantumSession session in workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token))
            {
                sessions.Add(session);
            }
        });

        Assert.Equal(QuantumErrorKind.ForeignAddress, failure.Kind);
        Assert.Single(sessions);
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task ListTargetsAsync_sends_nothing_to_another_origin()
    {
        await using ScriptedServer foreign = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Page([])));
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Json(ClientFixture.Page([], new Uri(foreign.Endpoint, "/next").AbsoluteUri)));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync());

        Assert.Equal(QuantumErrorKind.ForeignAddress, failure.Kind);
        Assert.Empty(foreign.Requests);
    }

    [Fact]
    public async Task ListJobsAsync_throws_InvalidResponse_for_circular_links()
    {
        await using ScriptedWorkspace workspace = await StartWithLinkAsync(_ => "/again?skip=1");
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task ListTargetsAsync_stops_at_a_page_that_links_to_itself()
    {
        await using ScriptedWorkspace workspace = await StartWithLinkAsync(request => request.Target);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync());

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("cannot be read: its link to the next page points to a page that was already read (", failure.Message, StringComparison.Ordinal);
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task ListTargetsAsync_rejects_a_link_that_is_not_a_URI()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Page([], "http://[")));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync());

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("cannot be read: its link to the next page is not a valid URI (", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"value":null,"nextLink":null}""")]
    [InlineData("""{"value":[],"nextLink":""}""")]
    public async Task List_methods_stop_at_a_page_without_link(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));

        Assert.Empty(await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());
        Assert.Empty(await workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync());
    }

    [Theory]
    [InlineData("""{"nextLink":null}""")]
    [InlineData("{}")]
    public async Task List_methods_reject_JSON_that_is_not_a_page(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() =>
            workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync())).Kind);
        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() =>
            workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync())).Kind);
    }

    [Fact]
    public async Task ListSessionsAsync_can_be_cancelled_during_the_enumeration()
    {
        await using ScriptedWorkspace workspace = await StartWithThreePagesAsync();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (QuantumSession _ in workspace.Client.ListSessionsAsync(new ItemFilter(), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.DoesNotContain("skip=4", workspace.Requests[^1].Target, StringComparison.Ordinal);
    }

    /// <summary>Starts a server whose pages are empty and contain a link to a path of the server.</summary>
    private static async Task<ScriptedWorkspace> StartWithLinkAsync(Func<RecordedRequest, string> getPath)
    {
        ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        workspace.Server.SetResponder(request =>
            ScriptedReply.Json(ClientFixture.Page([], new Uri(workspace.Server.Endpoint, getPath(request)).AbsoluteUri)));
        return workspace;
    }

    private static async Task<ScriptedWorkspace> StartWithThreePagesAsync()
    {
        ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        workspace.Server.SetResponder(request =>
        {
            int page = request.Query("skip") switch { "2" => 2, "4" => 3, _ => 1 };
            string? next = page == 3 ? null : new Uri(workspace.Server.Endpoint, $"/next?skip={page * 2}&api-version=x").AbsoluteUri;
            return ScriptedReply.Json(ClientFixture.Page([ClientFixture.Session($"s{page}-1"), ClientFixture.Session($"s{page}-2")], next));
        });
        return workspace;
    }
}
