using System.Text;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests responses that no service should send.</summary>
public sealed class HostileResponseTests
{
    private static readonly ScriptedReply Good = ScriptedReply.Json(ClientFixture.Session());

    [Theory]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"s1","name":"\udc00\ud800"}""")]
    [InlineData("""{"id":"s1","\ud800":1}""")]
    [InlineData("""{"id":"s1","name":"caf\xe9"}""")]
    [InlineData("""{"id":"s1","x":"\xff\xfe"}""")]
    [InlineData("""{"id":"s1","tags":["\xff"]}""")]
    [InlineData("\"text\"")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task GetSessionAsync_throws_InvalidResponse_with_the_request_id_for_every_unreadable_body(string body)
    {
        QuantumServiceException failure = await FailAsync(Latin1(200, body).With("x-ms-request-id", "srv-1"));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal("srv-1", failure.RequestId);
        Assert.Equal(200, failure.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"j1","shots":1e300,"shotsFailed":-1e40,"quantumComputingData":{"count":1e999}}""")]
    [InlineData("""{"id":"j1","shots":99999999999999999999999999999999999,"quantumComputingData":{"count":9223372036854775808}}""")]
    public async Task GetJobAsync_ignores_counts_that_are_not_whole_numbers_of_64_bits(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));
        QuantumSessionJob job = await workspace.Client.GetJobAsync("j1", ClientFixture.Token);

        Assert.Null(job.Shots);
        Assert.Null(job.QuantumComputingCount);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"sasUri":"\ud800"}""")]
    [InlineData("""{"sasUri":"\xff"}""")]
    [InlineData("""{"sasUri":5}""")]
    [InlineData("""{"sasUri":{}}""")]
    [InlineData("""{"sasUri":"https://user:pass@host.invalid/job-1?sig=1"}""")]
    public async Task SubmitJobAsync_throws_InvalidResponse_for_a_malformed_storage_URI(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Latin1(200, body).With("x-ms-request-id", "srv-1"));
        using MemoryStream input = new([1]);
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => workspace.Client.SubmitJobAsync(Jobs.JobSubmissionFactory.Create(input), ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal("srv-1", failure.RequestId);
        Assert.DoesNotContain("pass", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"Broken","message":"before \ud800 after"}""", "Broken: before \ufffd after")]
    [InlineData("""{"code":"\udc00"}""", "\ufffd")]
    [InlineData("\"\\ud800\"", "\ufffd")]
    [InlineData("\"\"", null)]
    [InlineData("""{"code":"Broken","\ud800":1}""", null)]
    public async Task GetSessionAsync_reads_error_data_with_half_a_surrogate_pair(string errorData, string? expected)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json($$"""{"id":"s1","errorData":{{errorData}}}"""));

        Assert.Equal(expected, (await workspace.GetSessionAsync()).ErrorData?.ToString());
    }

    [Theory]
    [InlineData("""{"error":{"code":"Bad","message":"caf\xe9"}}""", "Bad: caf\u00e9")]
    [InlineData("""{"error":{"code":"Bad","message":"half \ud800"}}""", "Bad: half ")]
    [InlineData("caf\\xe9 closed", "caf\u00e9 closed")]
    public async Task GetSessionAsync_shows_an_error_response_in_another_encoding(string body, string expected)
    {
        QuantumServiceException failure = await FailAsync(Latin1(400, body));

        Assert.Equal(QuantumErrorKind.Rejected, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_accepts_a_byte_order_mark()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(WithByteOrderMark(Good));
        Assert.Equal(ClientFixture.Id, (await workspace.GetSessionAsync()).Id);

        QuantumServiceException failure = await FailAsync(WithByteOrderMark(ScriptedReply.Error(400, "Bad", "request")));
        Assert.Equal("Bad", failure.ErrorData!.Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("<html></html>")]
    public async Task GetSessionAsync_retries_an_unreadable_response(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body), Good);
        await workspace.GetSessionAsync();
        Assert.Equal(2, workspace.Requests.Count);

        await using ScriptedWorkspace broken = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));
        Assert.Equal(QuantumErrorKind.InvalidResponse, (await broken.FailToGetSessionAsync()).Kind);
        Assert.Equal(3, broken.Requests.Count);
    }

    [Fact]
    public async Task ListSessionsAsync_retries_an_unreadable_page()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Json("""{"value":[{}]}"""), ScriptedReply.Json(ClientFixture.Page([ClientFixture.Session()])));

        Assert.Single(await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task GetSessionAsync_limits_the_time_of_a_body_that_arrives_byte_by_byte()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ClientFixture.Quick(retries: 1, timeout: TimeSpan.FromMilliseconds(300)),
            ScriptedReply.Json(ClientFixture.Session() + new string(' ', 1000)) with { Fault = ReplyFault.Slow });
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Fact]
    public async Task ReceiveResultAsync_limits_the_time_without_data_from_storage()
    {
        await using Jobs.JobServer server = await Jobs.JobServer.StartWithResultAsync(
            new ScriptedReply(200, """{"histogram":""", Fault: ReplyFault.Stalled),
            settings: ClientFixture.Quick(retries: 0, timeout: TimeSpan.FromMilliseconds(200)));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
    }

    [Theory]
    [InlineData(200, QuantumErrorKind.InvalidResponse, "it has more than 8 MB")]
    [InlineData(404, QuantumErrorKind.NotFound, "xxx...")]
    public async Task GetSessionAsync_does_not_read_the_rest_of_a_large_body(int status, QuantumErrorKind kind, string text)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ClientFixture.Quick(retries: 0), new ScriptedReply(status, new string('x', 9 * 1024 * 1024)));
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_with_a_very_long_id_are_not_sent()
    {
        string id = new('x', 1_000_000);
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        foreach (Func<Task> send in new Func<Task>[]
        {
            () => workspace.Client.GetSessionAsync(id, ClientFixture.Token),
            () => workspace.Client.CloseSessionAsync(id, ClientFixture.Token),
            () => workspace.Client.CancelJobAsync(id, ClientFixture.Token),
            () => workspace.Client.ListSessionJobsAsync(id, new ItemFilter(), ClientFixture.Token).ReadAllAsync(),
        })
        {
            QuantumServiceException failure = await ClientFixture.FailureAsync(send);
            Assert.Equal(QuantumErrorKind.Rejected, failure.Kind);
            Assert.Contains("has 1000000 characters", failure.Message, StringComparison.Ordinal);
            Assert.InRange(failure.Message.Length, 100, 500);
        }

        Assert.Empty(workspace.Requests);
    }

    [Theory]
    [InlineData("\"free\"")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("""{"events":"none","estimatedTotal":"x"}""")]
    [InlineData("""{"events":[5,"x",null,[]]}""")]
    public async Task ListSessionsAsync_ignores_a_cost_estimate_of_another_type(string estimate)
    {
        string session = ClientFixture.Session().Replace("\"costEstimate\":null", $"\"costEstimate\":{estimate}", StringComparison.Ordinal);
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Page([session])));
        QuantumSession read = Assert.Single(await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        Assert.Null(read.CostEstimate?.EstimatedTotal);
        Assert.Equal("vqe-h2", read.Name);
    }

    [Fact]
    public async Task ListSessionsAsync_skips_null_with_one_warning()
    {
        using RecordingClientHost host = new();
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        workspace.Server.SetResponder(request => ScriptedReply.Json(ClientFixture.Page(
            ["null", ClientFixture.Session($"s{request.Number}"), "null"], request.Number < 3 ? $"/next?{request.Number}" : null))
            .With("x-ms-request-id", $"srv-{request.Number}"));
        List<QuantumSession> sessions = await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();

        Assert.Equal(["s1", "s2", "s3"], sessions.Select(session => session.Id));
        Assert.Equal(
            "The response to the request to list sessions contains an item that is null. It was skipped (request id srv-1).", Assert.Single(host.Warnings));
    }

    [Theory]
    [InlineData("#1", "#2")]
    [InlineData("", "#1")]
    public async Task ListJobsAsync_detects_circular_links_with_other_fragments(string first, string second)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        workspace.Server.SetResponder(request => request.Number > 5
            ? ScriptedReply.Json(ClientFixture.Page([]))
            : ScriptedReply.Json(ClientFixture.Page([], new Uri(workspace.Server.Endpoint, $"/again?skip=1{(request.Number == 1 ? first : second)}").OriginalString)));
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => workspace.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        Assert.Contains("points to a page that was already read", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, workspace.Requests.Count);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("{}")]
    public async Task ListJobsAsync_rejects_a_link_that_is_not_a_string(string link)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Json($$"""{"value":[],"nextLink":{{link}}}"""), ScriptedReply.Json(ClientFixture.Page([])));
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => workspace.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        Assert.Contains("its link to the next page is not a valid URI", failure.Message, StringComparison.Ordinal);
        Assert.Single(workspace.Requests);
    }

    /// <summary>Creates a reply whose body contains the bytes that are written as \x and two digits.</summary>
    private static ScriptedReply Latin1(int status, string body) => new(status)
    {
        Bytes = Encoding.Latin1.GetBytes(System.Text.RegularExpressions.Regex.Replace(
            body, @"\\x(..)", match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString())),
    };

    private static ScriptedReply WithByteOrderMark(ScriptedReply reply) =>
        reply with { Bytes = new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Encoding.UTF8.GetBytes(reply.Body)).ToArray() };

    private static async Task<QuantumServiceException> FailAsync(ScriptedReply reply)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(reply);
        return await workspace.FailToGetSessionAsync();
    }
}
