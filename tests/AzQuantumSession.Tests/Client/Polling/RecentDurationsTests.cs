using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class RecentDurationsTests
{
    private readonly RecentDurations _durations = new();
    private DateTimeOffset _now = JobTimes.Noon;

    [Fact]
    public void Expected_is_null_before_two_jobs() => Assert.Null(Add(3).Expected);

    [Theory]
    [InlineData(3.0, 3.03)]
    [InlineData(0.05, 0.06)]
    public void Expected_of_equal_durations_is_slightly_later(double seconds, double poll) =>
        Assert.Equal(poll, Add(seconds, seconds, seconds).Expected!.Poll.TotalSeconds, 6);

    [Fact]
    public void Expected_is_the_median_plus_the_spread_of_the_middle_half()
    {
        ExpectedDuration expected = Add(10.8, 10, 10.7, 10.1, 10.6, 10.2, 10.5, 10.3, 10.4).Expected!;

        Assert.Equal((10.8, 0.4), (Math.Round(expected.Poll.TotalSeconds, 6), Math.Round(expected.Margin.TotalSeconds, 6)));
    }

    [Fact]
    public void Expected_is_not_changed_by_an_exceptional_job() =>
        Assert.Equal(3.03, Add(3, 3, 3, 3, 3, 3, 3, 3, 60).Expected!.Poll.TotalSeconds, 6);

    [Fact]
    public void Expected_is_null_while_durations_scatter()
    {
        Assert.Null(Add(1, 2, 1, 2, 1, 2).Expected);
        Assert.Equal(1, (Add(1, 1, 1, 1, 1, 1, 1).Expected!.Poll - _durations.Expected!.Margin).TotalSeconds, 6);
    }

    [Fact]
    public void Expected_uses_the_last_nine_jobs() =>
        Assert.Equal(10.3, (Add(10.4, 10.4, 10.4, 10.4, 10.4, 10.3, 10.3, 10.3, 10.3, 10.3, 10.3, 10.3, 10.3, 10.3).Expected!.Poll
            - _durations.Expected!.Margin).TotalSeconds, 6);

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void Expected_follows_a_change_after_two_jobs(double seconds)
    {
        Add(1, 1, 1, 1, 1, 1, 1, 1, 1, seconds);
        Assert.Equal(1.01, _durations.Expected!.Poll.TotalSeconds, 6);

        Assert.Equal(seconds, (Add(seconds).Expected!.Poll - _durations.Expected!.Margin).TotalSeconds, 6);
    }

    [Fact]
    public void Expected_is_null_after_two_jobs_that_took_longer_and_differ()
    {
        Assert.Null(Add(1, 1, 1, 2, 5).Expected);
    }

    [Fact]
    public void Add_ignores_jobs_that_overlap()
    {
        Add(3, 3);
        for (int job = 1; job <= 5; job++)
        {
            _durations.Add(_now, _now.AddSeconds(3 * job));
        }

        Assert.Equal(3.03, _durations.Expected!.Poll.TotalSeconds, 6);
    }

    [Fact]
    public void Add_ignores_times_that_contradict_each_other()
    {
        _durations.Add(_now, _now.AddSeconds(-5));

        Assert.Null(Add(3).Expected);
    }

    /// <summary>Adds jobs, one after another.</summary>
    private RecentDurations Add(params double[] seconds)
    {
        foreach (double duration in seconds)
        {
            _durations.Add(_now, _now.AddSeconds(duration));
            _now = _now.AddSeconds(duration + 1);
        }

        return _durations;
    }
}
