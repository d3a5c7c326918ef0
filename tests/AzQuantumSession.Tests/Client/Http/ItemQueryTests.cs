using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class ItemQueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Constructor_selects_all_sessions_newest_first_by_default()
    {
        ItemQuery query = new(new ItemFilter(), SessionStatus.All);

        Assert.Null(query.Filter);
        Assert.Equal("CreationTime desc", query.OrderBy);
        Assert.Equal("100", query.Top);
    }

    [Fact]
    public void Filter_contains_every_condition_in_the_syntax_of_the_service()
    {
        ItemQuery query = new(
            new ItemFilter
            {
                ProviderIds = ["ionq", "Microsoft.Test.FirstParty"],
                Targets = ["ionq.simulator"],
                Statuses = ["succeeded", "Failure(s)", "Brand'New"],
                CreatedAfter = new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.FromHours(2)),
                CreatedBefore = new DateTimeOffset(2026, 4, 30, 23, 0, 0, TimeSpan.FromHours(-2)),
            },
            SessionStatus.All);

        Assert.Equal(
            "(ProviderId eq 'ionq' or ProviderId eq 'Microsoft.Test.FirstParty' or ProviderId eq 'microsoft.test.firstparty')"
            + " and (Target eq 'ionq.simulator')"
            + " and (State eq 'Succeeded' or State eq 'Failure(s)' or State eq 'Brand''New')"
            + " and CreationTime ge 2026-03-31 and CreationTime le 2026-05-02",
            query.Filter);
    }

    [Theory]
    [InlineData(ItemOrder.CreationTime, false, "CreationTime asc")]
    [InlineData(ItemOrder.Name, true, "Name desc")]
    [InlineData(ItemOrder.ProviderId, false, "ProviderId asc")]
    [InlineData(ItemOrder.Target, true, "Target desc")]
    [InlineData(ItemOrder.Status, true, "State desc")]
    public void OrderBy_uses_the_property_names_of_the_service(ItemOrder order, bool descending, string expected) =>
        Assert.Equal(expected, new ItemQuery(new ItemFilter { OrderBy = order, Descending = descending }, SessionStatus.All).OrderBy);

    [Theory]
    [InlineData(1, "1")]
    [InlineData(100, "100")]
    [InlineData(5000, "100")]
    [InlineData(0, "1")]
    public void Top_is_the_limit_up_to_a_full_page(int limit, string top) =>
        Assert.Equal(top, new ItemQuery(new ItemFilter { Limit = limit }, SessionStatus.All).Top);

    [Fact]
    public void Top_is_a_full_page_if_the_client_filters()
    {
        Assert.Equal("100", new ItemQuery(new ItemFilter { Limit = 1, Name = _ => true }, SessionStatus.All).Top);
        Assert.Equal("100", new ItemQuery(new ItemFilter { Limit = 1, Tags = ["a"] }, SessionStatus.All).Top);
        Assert.Equal("100", new ItemQuery(new ItemFilter { Limit = 1, CreatedAfter = Noon }, SessionStatus.All).Top);
        Assert.Equal("100", new ItemQuery(new ItemFilter { Limit = 1, CreatedBefore = Noon }, SessionStatus.All).Top);
    }

    [Fact]
    public void Matches_compares_exact_times()
    {
        ItemQuery query = new(new ItemFilter { CreatedAfter = Noon, CreatedBefore = Noon.AddHours(1) }, SessionStatus.All);

        Assert.True(query.Matches(Session(created: Noon)));
        Assert.True(query.Matches(Session(created: Noon.AddHours(1))));
        Assert.False(query.Matches(Session(created: Noon.AddTicks(-1))));
        Assert.False(query.Matches(Session(created: Noon.AddHours(1).AddTicks(1))));
        Assert.False(query.Matches(Session(created: null)));
    }

    [Fact]
    public void Filter_omits_the_maximum_time() =>
        Assert.Null(new ItemQuery(new ItemFilter { CreatedBefore = DateTimeOffset.MaxValue }, SessionStatus.All).Filter);

    [Fact]
    public void Matches_compares_name_tags_provider_target_and_status()
    {
        Assert.False(new ItemQuery(new ItemFilter { Name = name => name == "other" }, SessionStatus.All).Matches(Session()));
        Assert.True(new ItemQuery(new ItemFilter { Tags = ["CHEM", "h2"] }, SessionStatus.All).Matches(Session()));
        Assert.False(new ItemQuery(new ItemFilter { Tags = ["chem", "xx"] }, SessionStatus.All).Matches(Session()));
        Assert.True(new ItemQuery(new ItemFilter { ProviderIds = ["IonQ"], Targets = ["IONQ.simulator"], Statuses = ["WAITING"] }, SessionStatus.All).Matches(Session()));
        Assert.False(new ItemQuery(new ItemFilter { ProviderIds = ["rigetti"] }, SessionStatus.All).Matches(Session()));
        Assert.False(new ItemQuery(new ItemFilter { Targets = ["ionq"] }, SessionStatus.All).Matches(Session()));
        Assert.False(new ItemQuery(new ItemFilter { Statuses = ["Failed"] }, SessionStatus.All).Matches(Session()));
    }

    [Fact]
    public void Filter_and_Matches_apply_to_jobs()
    {
        ItemQuery query = new(new ItemFilter { Statuses = ["queued", "Failed"], Name = name => name.StartsWith('s') }, JobStatus.All, "Job");

        Assert.Equal("(ItemType eq 'Job') and (State eq 'Queued' or State eq 'Failed')", query.Filter);
        Assert.True(query.Matches(new QuantumSessionJob { Name = "step", Status = "queued" }));
        Assert.False(query.Matches(new QuantumSessionJob { Name = "other", Status = "Queued" }));
        Assert.False(query.Matches(new QuantumSessionJob { Status = "Failed" }));
    }

    private static QuantumSession Session(DateTimeOffset? created = null) => new()
    {
        Name = "vqe",
        ProviderId = "ionq",
        Target = "ionq.simulator",
        Status = "Waiting",
        Tags = ["Chem", "H2", "x"],
        CreationTime = created,
    };
}
