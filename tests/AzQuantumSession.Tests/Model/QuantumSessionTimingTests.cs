using static AzQuantumSession.Tests.Support.JobTimes;

namespace AzQuantumSession.Tests.Model;

public sealed class QuantumSessionTimingTests
{
    [Fact]
    public void Timing_divides_the_time_of_a_session()
    {
        QuantumSessionTiming timing = Timing(100, Job(10, 15, 20), Job(50, 52, 60));

        Assert.Equal((At(0), At(100), Seconds(100)), (timing.StartTime, timing.EndTime, timing.Elapsed));
        Assert.Equal((Seconds(13), Seconds(7), Seconds(80)), (timing.BusyTime, timing.QueuedTime, timing.IdleTime));
        Assert.Equal(Seconds(30), timing.ThinkTime);
        Assert.Equal([(At(0), At(10), false), (At(20), At(50), true), (At(60), At(100), false)], timing.Gaps.Select(gap => (gap.StartTime, gap.EndTime, gap.IsBetweenJobs)));
        Assert.Equal(1.2, timing.JobsPerMinute!.Value, 3);
    }

    [Fact]
    public void Timing_counts_overlapping_jobs_once()
    {
        QuantumSessionTiming timing = Timing(40, Job(0, 10, 20), Job(5, 15, 30), Job(6, 30, 40));

        Assert.Equal((Seconds(30), Seconds(10), TimeSpan.Zero), (timing.BusyTime, timing.QueuedTime, timing.IdleTime));
        Assert.Empty(timing.Gaps);
    }

    [Fact]
    public void Timing_of_an_open_session_ends_when_it_is_read()
    {
        QuantumSession session = new() { Status = "Executing", CreationTime = Noon };

        QuantumSessionTiming timing = session.WithJobs([Job(0, 5, null, "Executing"), Job(20, null, null, "Waiting")], At(30)).Timing!;

        Assert.Equal((Seconds(30), Seconds(25), Seconds(5)), (timing.Elapsed, timing.BusyTime, timing.QueuedTime));
        Assert.Equal(0, timing.JobsPerMinute);
    }

    [Fact]
    public void Timing_of_an_open_session_includes_times_after_the_local_clock()
    {
        QuantumSession session = new() { Status = "Executing", CreationTime = Noon };

        QuantumSessionTiming timing = session.WithJobs([Job(1, 2, 3)], At(-60)).Timing!;

        Assert.Equal((At(3), Seconds(1)), (timing.EndTime, timing.BusyTime));
    }

    [Theory]
    [InlineData("Succeeded", 10, 0)]
    [InlineData("Completed", 10, 0)]
    [InlineData("Executing", 20, 0)]
    [InlineData("Finishing", 20, 0)]
    [InlineData("Waiting", 0, 20)]
    [InlineData("Failed", 0, 10)]
    [InlineData("Cancelled", 0, 10)]
    public void A_job_with_an_unknown_start_ran_if_its_status_says_so(string status, int busy, int queued)
    {
        QuantumSessionJob job = Job(0, null, JobStatus.IsTerminal(status) ? 10 : null, status);

        QuantumSessionTiming timing = new QuantumSession { Status = "Executing", CreationTime = Noon }.WithJobs([job], At(20)).Timing!;

        Assert.Equal((Seconds(busy), Seconds(queued)), (timing.BusyTime, timing.QueuedTime));
    }

    [Fact]
    public void Time_of_jobs_outside_of_the_session_is_not_counted()
    {
        QuantumSessionTiming timing = Timing(10, Job(-5, -2, 3), Job(8, 9, 20));

        Assert.Equal((Seconds(4), Seconds(1), Seconds(5)), (timing.BusyTime, timing.QueuedTime, timing.IdleTime));
    }

    [Fact]
    public void Impossible_times_of_a_job_do_not_count_twice_or_negatively()
    {
        QuantumSessionTiming timing = Timing(10, Job(5, 2, 1), Job(6, 20, 8), new QuantumSessionJob { Status = "Succeeded", EndExecutionTime = At(3) });

        Assert.Equal((TimeSpan.Zero, Seconds(2), Seconds(8)), (timing.BusyTime, timing.QueuedTime, timing.IdleTime));
    }

    [Fact]
    public void An_ended_session_without_an_end_ends_with_its_last_job()
    {
        QuantumSession session = new() { Status = "TimedOut", CreationTime = Noon };

        Assert.Equal(At(7), session.WithJobs([Job(1, 2, 7)], At(500)).Timing!.EndTime);
        Assert.Equal(At(0), session.WithJobs([], At(500)).Timing!.EndTime);
    }

    [Fact]
    public void Timing_without_jobs_is_idle_and_without_a_creation_time_is_null()
    {
        QuantumSessionTiming timing = Timing(60);

        Assert.Equal((Seconds(60), TimeSpan.Zero, 0.0), (timing.IdleTime, timing.ThinkTime, timing.JobsPerMinute));
        Assert.Null(timing.CostPerJob);
        Assert.Null(new QuantumSession { EndExecutionTime = Noon }.WithJobs([]).Timing);
        Assert.Null(new QuantumSession { CreationTime = Noon }.Timing);
        Assert.Null(Timing(0).JobsPerMinute);
    }

    [Theory]
    [InlineData("3", "1 1", "1.5", "3", "USD")]
    [InlineData("0", "1 2", "1.5", "3", "USD")]
    [InlineData(null, "1 2", "1.5", "3", "USD")]
    [InlineData("0", "- -", null, null, null)]
    [InlineData(null, "1 -", "0.5", "1", "USD")]
    [InlineData(null, "1 2EUR", null, null, null)]
    [InlineData(null, "- -", null, null, null)]
    public void Cost_is_the_estimate_of_the_session_or_the_sum_of_its_jobs(string? own, string jobs, string? perJob, string? total, string? currency)
    {
        QuantumSession session = new() { CreationTime = Noon, EndExecutionTime = At(1), CostEstimate = own is null ? null : Cost(own) };

        session = session.WithJobs([.. jobs.Split(' ').Select(cost => new QuantumSessionJob { CostEstimate = cost == "-" ? null : Cost(cost) })]);

        Assert.Equal((Parse(perJob), currency), (session.Timing!.CostPerJob, session.Timing.Currency));
        Assert.Equal((Parse(total), currency), (session.Cost, session.Currency));
    }

    [Fact]
    public void ToString_rounds_durations_down_to_seconds()
    {
        QuantumSession session = new() { CreationTime = Noon, EndExecutionTime = Noon.AddHours(30).AddMilliseconds(999) };

        QuantumSessionTiming timing = session.WithJobs([Job(0, 65, 70)]).Timing!;

        Assert.Equal("busy 00:00:05, queued 00:01:05, idle 1.05:58:50", timing.ToString());
        Assert.Equal("1.05:58:50", timing.Gaps.Single().ToString());
        Assert.Equal(TimeSpan.FromHours(30) + TimeSpan.FromMilliseconds(999) - Seconds(70), timing.Gaps[0].Duration);
    }

    private static QuantumSessionTiming Timing(double end, params QuantumSessionJob[] jobs) =>
        new QuantumSession { Status = "Succeeded", CreationTime = Noon, EndExecutionTime = At(end) }.WithJobs(jobs).Timing!;

    private static QuantumSessionJob Job(double submitted, double? started, double? ended, string status = "Succeeded") =>
        JobTimes.Job("job", submitted, started, ended, status);

    private static QuantumCostEstimate Cost(string cost) => new() { EstimatedTotal = Parse(cost.Replace("EUR", "", StringComparison.Ordinal)), CurrencyCode = cost.EndsWith("EUR", StringComparison.Ordinal) ? "EUR" : "USD" };

    private static decimal? Parse(string? number) => number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
