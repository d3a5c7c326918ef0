using System.Globalization;

namespace AzQuantumSession.Tests.Client.Sessions;

public sealed class SessionDtoTests
{
    [Fact]
    public async Task GetSessionAsync_reads_all_properties()
    {
        QuantumSession session = await ReadAsync(ClientFixture.Session(more: """
            ,"beginExecutionTime":"2026-10-09T00:28:00.1234567+00:00","lastModifiedTime":"2026-10-09T00:29:00Z","lastUpdatedTime":"2026-10-09T00:30:00Z",
            "priority":"High","tags":["chem","h2"],"usage":{"qpuSeconds":1.5,"shots":"500","odd":null},
            "createdBy":"someone","createdByType":"Key","lastModifiedBy":"other","lastModifiedByType":"User","notListed":{"a":[1,"https://a.blob.core.windows.net/c/b?sig=SECRET"]}
            """));

        Assert.Equal((ClientFixture.Id, "vqe-h2", ClientFixture.WorkspacePath), (session.Id, session.Name, session.Workspace));
        Assert.Equal(("ionq", "ionq.simulator"), (session.ProviderId, session.Target));
        Assert.Equal(("Session", "Abort", "Waiting"), (session.ItemType, session.JobFailurePolicy, session.Status));
        Assert.Equal(DateTimeOffset.Parse("2026-10-09T00:27:51.0811501Z", CultureInfo.InvariantCulture), session.CreationTime);
        Assert.Equal(1234567, session.BeginExecutionTime!.Value.Ticks % TimeSpan.TicksPerSecond);
        Assert.Null(session.EndExecutionTime);
        Assert.NotNull(session.LastModifiedTime);
        Assert.NotNull(session.LastUpdatedTime);
        Assert.Null(session.CostEstimate);
        Assert.Null(session.ErrorData);
        Assert.Equal(("High", "Basic"), (session.Priority, session.JobPriority));
        Assert.Equal(["chem", "h2"], session.Tags);
        Assert.Equal(new Dictionary<string, decimal> { ["qpuSeconds"] = 1.5m, ["shots"] = 500m }, session.Usage);
        Assert.Equal(("someone", "Key"), (session.CreatedBy, session.CreatedByType));
        Assert.Equal(("other", "User"), (session.LastModifiedBy, session.LastModifiedByType));
        Assert.NotNull(session.Client);
        Assert.Equal(["notListed"], session.AdditionalProperties.Keys);
        Assert.Equivalent(
            new Dictionary<string, object?> { ["a"] = new object[] { 1L, "https://a.blob.core.windows.net/c/b" } },
            session.AdditionalProperties["notListed"]);
    }

    [Fact]
    public async Task GetSessionAsync_reads_missing_properties_as_null_or_empty()
    {
        QuantumSession session = await ReadAsync($$"""{"id":"{{ClientFixture.Id}}"}""");

        Assert.Equal(("", "", "", ""), (session.Status, session.Name, session.ProviderId, session.Target));
        Assert.Equal("Session", session.ItemType);
        Assert.Null(session.CreationTime);
        Assert.Null(session.Priority);
        Assert.Empty(session.Tags);
        Assert.Empty(session.Usage);
        Assert.False(session.IsTerminal);
    }

    [Theory]
    [InlineData("Resting")]
    [InlineData("Failure(s)")]
    public async Task GetSessionAsync_preserves_any_status(string status) =>
        Assert.Equal(status, (await ReadAsync(ClientFixture.Session(status: status))).Status);

    [Theory]
    [InlineData("2026-10-09T00:27:51Z", 0)]
    [InlineData("2026-10-09T00:27:51.1Z", 1000000)]
    [InlineData("2026-10-09T00:27:51.0811501+00:00", 811501)]
    [InlineData("2026-10-09T02:27:51.0811501+02:00", 811501)]
    [InlineData("2026-10-09T00:27:51.0811501", 811501)]
    [InlineData("2026-10-09T00:27:51.081150149Z", 811501)]
    [InlineData("2026-10-09T00:27:50.99999999Z", 0)]
    [InlineData("2026-10-08T19:27:51-05:00", 0)]
    [InlineData("10/09/2026 00:27:51", 0)]
    [InlineData("2026-10-09T00:27:51\\u005A", 0)]
    public async Task GetSessionAsync_reads_every_time_format_as_UTC(string text, long fraction)
    {
        QuantumSession session = await ReadAsync($$"""{"id":"x","creationTime":"{{text}}"}""");

        Assert.Equal(new DateTimeOffset(2026, 10, 9, 0, 27, 51, TimeSpan.Zero).AddTicks(fraction), session.CreationTime);
        Assert.Equal(TimeSpan.Zero, session.CreationTime!.Value.Offset);
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("{}")]
    public async Task GetSessionAsync_reads_an_invalid_time_as_null(string json) =>
        Assert.Null((await ReadAsync($$"""{"id":"x","creationTime":{{json}},"name":"after"}""")).CreationTime);

    [Fact]
    public async Task GetSessionAsync_reads_costs_exactly()
    {
        QuantumSession session = await ReadAsync(ClientFixture.Session().Replace("\"costEstimate\":null", """
            "costEstimate":{"currencyCode":"USD","events":[{"dimensionId":"gs1q","dimensionName":"1Q Gate Shot","measureUnit":"1q gate shot",
            "amountBilled":0.1,"amountConsumed":"1200","unitPrice":0.00030000000000000001}, null],"estimatedTotal":12345678901234567.89}
            """, StringComparison.Ordinal));

        QuantumCostEstimate cost = session.CostEstimate!;
        Assert.Equal(12345678901234567.89m, cost.EstimatedTotal);
        Assert.Equal("USD", cost.CurrencyCode);
        QuantumCostEvent entry = Assert.Single(cost.Events);
        Assert.Equal(("gs1q", "1Q Gate Shot", "1q gate shot"), (entry.DimensionId, entry.DimensionName, entry.MeasureUnit));
        Assert.Equal((0.1m, 1200m, 0.00030000000000000001m), (entry.AmountBilled, entry.AmountConsumed, entry.UnitPrice));
    }

    [Fact]
    public async Task GetSessionAsync_reads_error_details_and_inner_errors()
    {
        QuantumSession session = await ReadAsync(ClientFixture.Session(status: "Failed", more: """
            ,"errorData":{"code":"JobsFailed","message":"A job failed.\nSee https://a.blob.core.windows.net/c/b?sv=1&sig=SECRET for more","target":"job",
            "details":[{"code":"X","message":"one"},null,{"code":7}],"innererror":{"code":"Deep","innererror":{"code":"Deeper"}}}
            """));

        QuantumErrorData error = session.ErrorData!;
        Assert.Equal("JobsFailed", error.Code);
        Assert.Equal("A job failed. See https://a.blob.core.windows.net/c/b for more", error.Message);
        Assert.Equal("job", error.Target);
        Assert.Equal(["X", "7"], error.Details.Select(detail => detail.Code));
        Assert.Equal("Deeper", error.InnerError!.InnerError!.Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"details":[]}""")]
    public async Task GetSessionAsync_reads_an_empty_error_as_null(string json) =>
        Assert.Null((await ReadAsync(ClientFixture.Session(more: $",\"errorData\":{json}"))).ErrorData);

    [Theory]
    [InlineData("""{"name":"no id"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"x\"")]
    [InlineData("""{"id":"x","name":"\ud800"}""")]
    [InlineData("""{"id":"x","creationTime":"\ud800"}""")]
    [InlineData("""{"id":"x","status":"\ud800"}""")]
    [InlineData("""{"id":"x","tags":["\ud800"]}""")]
    [InlineData("""{"id":"x","notListed":{"a":["\ud800"]}}""")]
    [InlineData("")]
    [InlineData("<html><title>Sign in to the Wi-Fi</title></html>")]
    public async Task GetSessionAsync_throws_InvalidResponse_for_a_body_that_is_not_a_session(string body)
    {
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ReadAsync(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains($"read session '{ClientFixture.Id}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("request id", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tags\":\"chem\"", "", "")]
    [InlineData("\"tags\":{\"a\":[1]},\"usage\":[{\"a\":1}]", "", "")]
    [InlineData("\"tags\":[1,null,true,{\"a\": 1}],\"usage\":null", "1, true, {\"a\": 1}", "")]
    [InlineData("\"tags\":null,\"usage\":{\"a\":1,\"a\":2,\"b\":\"1e3\",\"c\":[3],\"d\":null,\"e\":1e400}", "", "a: 2, b: 1000")]
    public async Task GetSessionAsync_reads_values_of_unexpected_types(string properties, string tags, string usage)
    {
        QuantumSession session = await ReadAsync($$"""{"id":"x",{{properties}},"name":"after"}""");

        Assert.Equal((tags, usage, "after"), (session.Tags.ToString(), session.Usage.ToString(), session.Name));
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("\"\\u0057aiting\"", "Waiting")]
    [InlineData("\"Wärmt auf\"", "Wärmt auf")]
    public async Task GetSessionAsync_reads_a_status_of_any_type(string json, string status) =>
        Assert.Equal(status, (await ReadAsync($$"""{"id":"x","status":{{json}}}""")).Status);

    [Fact]
    public async Task ListSessionsAsync_shares_the_strings_that_many_sessions_have()
    {
        string[] items = [.. Enumerable.Range(0, 300).Select(i => ClientFixture.Session($"s{i}", status: $"Status{i / 2}"))];
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(ClientFixture.Page(items)));
        List<QuantumSession> sessions = await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();

        // More values than the converter holds.
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"Status{i / 2}"), sessions.Select(session => session.Status));
        Assert.All(sessions, session => Assert.Same(sessions[0].ProviderId, session.ProviderId));
        Assert.All(sessions.Chunk(2), pair => Assert.Same(pair[0].Status, pair[1].Status));
    }

    private static async Task<QuantumSession> ReadAsync(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));
        return await workspace.GetSessionAsync();
    }
}
