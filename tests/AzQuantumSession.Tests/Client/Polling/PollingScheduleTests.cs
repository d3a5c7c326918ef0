using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class PollingScheduleTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.5, 0.1)]
    [InlineData(1, 0.12)]
    [InlineData(100, 12)]
    [InlineData(250, 30)]
    [InlineData(3600, 30)]
    public void GetInterval_is_12_percent_of_the_time_waited_from_100_ms_to_30_s(double waited, double seconds)
    {
        PollingSchedule schedule = new(null, ClientFixture.Quick());

        Assert.Equal(seconds, schedule.GetInterval(TimeSpan.FromSeconds(waited), null).TotalSeconds, 6);
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.5, 1)]
    [InlineData(0.99999, 1.1)]
    public void Intervals_are_jittered_by_10_percent(double random, double share)
    {
        PollingSchedule schedule = new(null, new WorkspaceClientSettings { NextRandom = () => random });

        Assert.Equal(0.1 * share, schedule.GetFirstInterval().TotalSeconds, 4);
        Assert.Equal(12 * share, schedule.GetInterval(TimeSpan.FromSeconds(100), null).TotalSeconds, 3);
    }

    [Fact]
    public void GetInterval_returns_a_fixed_interval_unless_RetryAfter_is_longer()
    {
        PollingSchedule schedule = new(TimeSpan.FromSeconds(7), new WorkspaceClientSettings { NextRandom = () => 0 });

        Assert.Equal([7, 7], ((double[])[0, 1000]).Select(waited => schedule.GetInterval(TimeSpan.FromSeconds(waited), null).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), schedule.GetInterval(TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.Equal(TimeSpan.FromSeconds(7), schedule.GetInterval(TimeSpan.Zero, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void GetInterval_uses_RetryAfter()
    {
        PollingSchedule schedule = new(null, ClientFixture.Quick());

        Assert.Equal(TimeSpan.FromSeconds(0.02), schedule.GetInterval(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(0.02)));
        Assert.Equal(TimeSpan.FromSeconds(90), schedule.GetInterval(TimeSpan.Zero, TimeSpan.FromSeconds(90)));
    }

    [Theory]
    [InlineData(null, 0.1)]
    [InlineData(0.02, 0.02)]
    [InlineData(7.0, 0.1)]
    public void GetFirstInterval_is_at_most_100_ms(double? interval, double seconds)
    {
        PollingSchedule schedule = new(interval is { } given ? TimeSpan.FromSeconds(given) : null, ClientFixture.Quick());

        Assert.Equal(seconds, schedule.GetFirstInterval().TotalSeconds, 6);
    }

    [Fact]
    public void Constructor_rejects_a_negative_interval() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollingSchedule(TimeSpan.FromSeconds(-1), ClientFixture.Quick()));
}
