using AzQuantumSession.Client.Sessions;

namespace AzQuantumSession.Tests.Client.Sessions;

public sealed class SessionQueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Constructor_selects_all_sessions_newest_first_by_default()
    {
        SessionQuery query = new(new SessionFilter());

        Assert.Null(query.Filter);
        Assert.Equal("CreationTime desc", query.OrderBy);
        Assert.Equal("100", query.Top);
    }

    [Fact]
    public void Filter_contains_every_condition_in_the_syntax_of_the_service()
    {
        SessionQuery query = new(new SessionFilter
        {
            ProviderIds = ["ionq", "Microsoft.Test.FirstParty"],
            Targets = ["ionq.simulator"],
            Statuses = ["succeeded", "Failure(s)", "Brand'New"],
            CreatedAfter = new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.FromHours(2)),
            CreatedBefore = new DateTimeOffset(2026, 4, 30, 23, 0, 0, TimeSpan.FromHours(-2)),
        });

        Assert.Equal(
            "(ProviderId eq 'ionq' or ProviderId eq 'Microsoft.Test.FirstParty' or ProviderId eq 'microsoft.test.firstparty')"
            + " and (Target eq 'ionq.simulator')"
            + " and (State eq 'Succeeded' or State eq 'Failure(s)' or State eq 'Brand''New')"
            + " and CreationTime ge 2026-03-31 and CreationTime le 2026-05-02",
            query.Filter);
    }

    [Theory]
    [InlineData(SessionOrder.CreationTime, false, "CreationTime asc")]
    [InlineData(SessionOrder.Name, true, "Name desc")]
    [InlineData(SessionOrder.ProviderId, false, "ProviderId asc")]
    [InlineData(SessionOrder.Target, true, "Target desc")]
    [InlineData(SessionOrder.Status, true, "State desc")]
    public void OrderBy_uses_the_property_names_of_the_service(SessionOrder order, bool descending, string expected) =>
        Assert.Equal(expected, new SessionQuery(new SessionFilter { OrderBy = order, Descending = descending }).OrderBy);

    [Theory]
    [InlineData(1, "1")]
    [InlineData(100, "100")]
    [InlineData(5000, "100")]
    [InlineData(0, "1")]
    public void Top_is_the_limit_up_to_a_full_page(int limit, string top) =>
        Assert.Equal(top, new SessionQuery(new SessionFilter { Limit = limit }).Top);

    [Fact]
    public void Top_is_a_full_page_if_the_client_filters()
    {
        Assert.Equal("100", new SessionQuery(new SessionFilter { Limit = 1, Name = _ => true }).Top);
        Assert.Equal("100", new SessionQuery(new SessionFilter { Limit = 1, Tags = ["a"] }).Top);
        Assert.Equal("100", new SessionQuery(new SessionFilter { Limit = 1, CreatedAfter = Noon }).Top);
        Assert.Equal("100", new SessionQuery(new SessionFilter { Limit = 1, CreatedBefore = Noon }).Top);
    }

    [Fact]
    public void Matches_compares_exact_times()
    {
        SessionQuery query = new(new SessionFilter { CreatedAfter = Noon, CreatedBefore = Noon.AddHours(1) });

        Assert.True(query.Matches(Session(created: Noon)));
        Assert.True(query.Matches(Session(created: Noon.AddHours(1))));
        Assert.False(query.Matches(Session(created: Noon.AddTicks(-1))));
        Assert.False(query.Matches(Session(created: Noon.AddHours(1).AddTicks(1))));
        Assert.False(query.Matches(Session(created: null)));
    }

    [Fact]
    public void Filter_omits_the_maximum_time() =>
        Assert.Null(new SessionQuery(new SessionFilter { CreatedBefore = DateTimeOffset.MaxValue }).Filter);

    [Fact]
    public void Matches_compares_name_tags_provider_target_and_status()
    {
        Assert.False(new SessionQuery(new SessionFilter { Name = name => name == "other" }).Matches(Session()));
        Assert.True(new SessionQuery(new SessionFilter { Tags = ["CHEM", "h2"] }).Matches(Session()));
        Assert.False(new SessionQuery(new SessionFilter { Tags = ["chem", "xx"] }).Matches(Session()));
        Assert.True(new SessionQuery(new SessionFilter { ProviderIds = ["IonQ"], Targets = ["IONQ.simulator"], Statuses = ["WAITING"] }).Matches(Session()));
        Assert.False(new SessionQuery(new SessionFilter { ProviderIds = ["rigetti"] }).Matches(Session()));
        Assert.False(new SessionQuery(new SessionFilter { Targets = ["ionq"] }).Matches(Session()));
        Assert.False(new SessionQuery(new SessionFilter { Statuses = ["Failed"] }).Matches(Session()));
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
