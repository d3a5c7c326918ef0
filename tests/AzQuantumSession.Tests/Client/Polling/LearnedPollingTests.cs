using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

/// <summary>
/// How soon the end of a job is seen, and with how many requests, if jobs are submitted to a session one after another. The clock advances
/// only with the delays of the poller and the latency of the simulated service.
/// </summary>
public sealed class LearnedPollingTests
{
    private const int JobCount = 40;

    // The plain schedule applies to the first two jobs of a session, and is the fallback for two jobs after a change.
    private const int UnknownJobs = 2;

    private static readonly double[] Durations = [0.05, 0.4, 3, 30, 600];

    public static TheoryData<double, double, int> Sessions { get; } = new(
        from duration in Durations
        from latency in (double[])[0, 0.02]
        from seed in Enumerable.Range(1, 5)
        select (duration, latency, seed));

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Ends_of_similar_jobs_are_seen_soon_with_few_requests(double duration, double latency, int seed)
    {
        double[] durations = Scatter(Enumerable.Repeat(duration, JobCount), seed);

        SeenEnd[] learned = await RunAsync(durations, latency, seed);
        SeenEnd[] plain = await RunAsync(durations, latency, seed, learns: false);

        AssertSeenSoon(learned[UnknownJobs..], duration);
        Assert.All(learned.Zip(plain), pair => Assert.True(pair.First.Requests <= pair.Second.Requests));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Ends_of_jobs_that_take_twice_as_long_are_seen_soon_after_two_jobs(double duration, double latency, int seed)
    {
        const int Half = JobCount / 2;
        double[] durations = Scatter(Enumerable.Range(0, JobCount).Select(job => job < Half ? duration : 2 * duration), seed);

        SeenEnd[] learned = await RunAsync(durations, latency, seed);
        SeenEnd[] plain = await RunAsync(durations, latency, seed, learns: false);

        AssertSeenSoon(learned[UnknownJobs..Half], duration);
        AssertSeenSoon(learned[(Half + UnknownJobs)..], 2 * duration);
        Assert.True(learned.Sum(job => job.Requests) <= plain.Sum(job => job.Requests));
        Assert.All(
            learned[Half..(Half + UnknownJobs)],
            job => Assert.True(job.Lateness.TotalSeconds <= Math.Max(0.11, 2 * duration * 0.14), $"The end was seen {job.Lateness} late."));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(30)]
    public async Task Ends_of_jobs_whose_times_scatter_are_seen_as_with_the_plain_schedule(double duration)
    {
        double[] durations = [.. Enumerable.Range(0, JobCount).Select(job => job % 2 == 0 ? duration : 3 * duration)];

        Assert.Equal(await RunAsync(durations, 0, 1, learns: false), await RunAsync(durations, 0, 1));
    }

    [Fact]
    public async Task Jobs_of_other_sessions_are_polled_with_the_plain_schedule() =>
        Assert.Equal(
            await RunAsync([3, 3, 3, 3, 3], 0, 1, learns: false),
            await RunAsync([3, 3, 3, 3, 3], 0, 1, sessionOf: job => $"s{job}"));

    private static void AssertSeenSoon(IReadOnlyCollection<SeenEnd> jobs, double duration)
    {
        Assert.InRange(jobs.Average(job => job.Lateness.TotalSeconds), 0, Math.Max(duration * 0.05, 0.03));
        Assert.InRange(jobs.Max(job => job.Requests), 1, 3);
    }

    private static double[] Scatter(IEnumerable<double> durations, int seed)
    {
        var random = new Random(seed);
        return [.. durations.Select(duration => duration * (0.97 + (0.06 * random.NextDouble())))];
    }

    /// <summary>Submits jobs one after another, waits for each of them, and returns when and with how many requests its end was seen.</summary>
    private static async Task<SeenEnd[]> RunAsync(
        double[] durations, double latency, int seed, bool learns = true, Func<int, string>? sessionOf = null)
    {
        var random = new Random(seed);
        var time = new ImmediateTimeProvider();
        var service = new SimulatedItems<QuantumSessionJob>(time, (item, hasEnded) => item.ToJob(hasEnded)) { Latency = TimeSpan.FromSeconds(latency) };
        var timings = new JobTimings(time);
        PollingSchedule schedule = new(null, ClientFixture.Quick(time) with { NextRandom = random.NextDouble });
        List<SeenEnd> seen = [];
        foreach ((int number, double duration) in durations.Index())
        {
            long sentAt = timings.GetTimestamp();
            time.Advance(service.Latency);
            string session = sessionOf?.Invoke(number) ?? "s";
            DateTimeOffset ends = time.GetUtcNow().AddSeconds(duration);
            QuantumSessionJob job = service.Add(new SimulatedItem($"j{number}", session, time.GetUtcNow(), ends));
            time.Advance(service.Latency);
            timings.AddSubmission(job.Id, session, sentAt);

            var poller = new Poller<QuantumSessionJob>(service, learns ? null : _ => false, new PollingOptions(), schedule, timings);
            await foreach (ItemUpdate<QuantumSessionJob> update in poller.RunAsync([new WatchedItem<QuantumSessionJob>(job.Id, job)], ClientFixture.Token))
            {
                if (update.IsFinal)
                {
                    timings.AddEnd(update.Item!);
                }
            }

            seen.Add(new SeenEnd(service.LastRequestTime - ends, service.TakeRequests().Length));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        return [.. seen];
    }

    private sealed record SeenEnd(TimeSpan Lateness, int Requests);
}
