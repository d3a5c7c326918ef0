using AzQuantumSession.Client.Jobs;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobQueryTests
{
    [Fact]
    public void Filter_and_Matches_compare_status_and_name()
    {
        JobQuery query = new(new JobFilter { Statuses = ["queued", "Failed"], Name = name => name.StartsWith('s') });

        Assert.Equal("(State eq 'Queued' or State eq 'Failed')", query.Filter);
        Assert.True(query.Matches(new QuantumSessionJob { Name = "step", Status = "queued" }));
        Assert.False(query.Matches(new QuantumSessionJob { Name = "other", Status = "Queued" }));
        Assert.False(query.Matches(new QuantumSessionJob { Name = "step", Status = "Succeeded" }));
        Assert.False(query.Matches(new QuantumSessionJob { Status = "Failed" }));
    }

    [Fact]
    public void Top_is_a_full_page_if_the_client_filters() =>
        Assert.Equal("100", new JobQuery(new JobFilter { Limit = 1, Name = _ => true }).Top);
}
