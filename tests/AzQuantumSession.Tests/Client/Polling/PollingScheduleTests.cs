using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class PollingScheduleTests
{
    [Fact]
    public void Next_grows_by_half_from_1_to_30_seconds()
    {
        PollingSchedule schedule = new(null, ClientFixture.Quick());

        Assert.Equal(
            [1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 11.390625, 17.0859375, 25.62890625, 30, 30],
            Enumerable.Range(0, 11).Select(_ => Math.Round(schedule.Next(null).TotalSeconds, 6)), (a, b) => Math.Abs(a - b) < 0.001);
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.5, 1)]
    [InlineData(0.99999, 1.1)]
    public void Next_is_jittered_by_10_percent(double random, double seconds)
    {
        PollingSchedule schedule = new(null, new WorkspaceClientSettings { NextRandom = () => random });

        Assert.Equal(seconds, schedule.Next(null).TotalSeconds, 3);
    }

    [Fact]
    public void Next_returns_a_fixed_interval_unless_RetryAfter_is_longer()
    {
        PollingSchedule schedule = new(TimeSpan.FromSeconds(7), new WorkspaceClientSettings { NextRandom = () => 0 });

        Assert.Equal([7, 7, 7], Enumerable.Range(0, 3).Select(_ => schedule.Next(null).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), schedule.Next(TimeSpan.FromSeconds(20)));
        Assert.Equal(TimeSpan.FromSeconds(7), schedule.Next(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Next_uses_RetryAfter()
    {
        PollingSchedule schedule = new(null, ClientFixture.Quick());

        Assert.Equal(TimeSpan.FromSeconds(0.2), schedule.Next(TimeSpan.FromSeconds(0.2)));
        Assert.Equal(TimeSpan.FromSeconds(90), schedule.Next(TimeSpan.FromSeconds(90)));
        Assert.Equal(TimeSpan.FromSeconds(2.25), schedule.Next(null));
    }

    [Fact]
    public void Constructor_rejects_a_negative_interval() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollingSchedule(TimeSpan.FromSeconds(-1), ClientFixture.Quick()));
}
