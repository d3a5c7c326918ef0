using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

/// <summary>How many requests a poll of many items takes.</summary>
public sealed class PollRequestsTests
{
    private readonly ImmediateTimeProvider _time = new();
    private readonly SimulatedItems<QuantumSession> _sessions;
    private readonly SimulatedItems<QuantumSessionJob> _jobs;
    private readonly List<string[]> _polls = [];

    public PollRequestsTests()
    {
        _sessions = new SimulatedItems<QuantumSession>(_time, (item, hasEnded) => item.ToSession(hasEnded));
        _jobs = new SimulatedItems<QuantumSessionJob>(_time, (item, hasEnded) => item.ToJob(hasEnded));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(49)]
    [InlineData(51)]
    [InlineData(100)]
    [InlineData(2500)]
    [InlineData(4949)]
    [InlineData(4999)]
    [InlineData(5000)]
    public async Task A_poll_of_5000_sessions_sends_at_most_51_requests(int ended)
    {
        int finals = await WatchSessionsAsync(5000, poll => poll == 2 ? ended : 0, polls: 3);

        Assert.Equal(ended, finals);
        Assert.All(_polls, requests => Assert.InRange(requests.Length, 1, 51));
        Assert.Equal(50, _polls[0].Length);
    }

    [Fact]
    public async Task Polls_of_5000_sessions_of_which_some_end_before_each_poll_send_at_most_51_requests()
    {
        var random = new Random(1);

        int finals = await WatchSessionsAsync(5000, _ => random.Next(100, 500), polls: int.MaxValue);

        Assert.Equal(5000, finals);
        Assert.All(_polls, requests => Assert.InRange(requests.Length, 1, 51));
    }

    [Fact]
    public async Task Sessions_are_read_individually_after_as_many_pages_of_other_sessions()
    {
        AddSessions(2000, "other");

        await WatchSessionsAsync(7, _ => 0, polls: 1, created: -1);

        Assert.Equal(7, _polls[0].Count(request => request == "active"));
        Assert.Equal(7, _polls[0].Count(request => request == "get"));
    }

    [Fact]
    public async Task Lists_end_where_other_sessions_are_older()
    {
        AddSessions(2000, "other", created: -1);

        Assert.Equal(1, await WatchSessionsAsync(7, poll => poll == 1 ? 1 : 0, polls: 1));

        Assert.Equal(["active", "get"], _polls[0]);
    }

    [Fact]
    public async Task Three_jobs_of_a_session_are_listed()
    {
        await WatchJobsAsync(AddJobs("a", 3));

        Assert.Equal(["a"], _polls[0]);
    }

    [Fact]
    public async Task Two_jobs_of_a_session_are_read_individually()
    {
        await WatchJobsAsync(AddJobs("a", 2));

        Assert.Equal(["get", "get"], _polls[0]);
    }

    [Fact]
    public async Task Ended_and_unfinished_jobs_of_a_session_are_in_one_list()
    {
        WatchedItem<QuantumSessionJob>[] jobs = AddJobs("a", 250);
        _jobs.End(jobs.Take(120).Select(job => job.Id));

        Assert.Equal(120, await WatchJobsAsync(jobs));

        Assert.Equal(["a", "a", "a"], _polls[0]);
    }

    [Fact]
    public async Task Jobs_in_a_page_of_a_list_are_returned_in_the_order_of_the_wait()
    {
        WatchedItem<QuantumSessionJob>[] jobs = [.. Enumerable.Range(0, 10).Select(number =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return AddJobs("a", 1, $"j{number}")[0];
        })];
        _jobs.End(jobs.Select(job => job.Id));
        List<string> finals = [];

        await foreach (ItemUpdate<QuantumSessionJob> update in CreateJobPoller(new PollingOptions()).RunAsync(jobs, ClientFixture.Token))
        {
            finals.Add(update.Id);
        }

        Assert.Equal(jobs.Select(job => job.Id), finals);
    }

    [Fact]
    public async Task Jobs_of_a_session_that_has_many_newer_jobs_are_read_individually()
    {
        WatchedItem<QuantumSessionJob>[] jobs = AddJobs("a", 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        AddJobs("a", 1000, "newer");

        await WatchJobsAsync(jobs);

        Assert.Equal(["a", "a", "a", "get", "get", "get"], _polls[0]);
    }

    [Fact]
    public async Task Jobs_of_a_few_sessions_are_listed_by_session()
    {
        await WatchJobsAsync([.. AddJobs("a", 30), .. AddJobs("b", 30)]);

        Assert.Equal(["a", "b"], _polls[0]);
    }

    [Fact]
    public async Task Jobs_of_many_sessions_are_listed_together()
    {
        WatchedItem<QuantumSessionJob>[] jobs = [.. Enumerable.Range(0, 50).SelectMany(session => AddJobs($"s{session}", 3))];
        _jobs.End(jobs.Take(20).Select(job => job.Id));

        Assert.Equal(20, await WatchJobsAsync(jobs));

        Assert.Equal(["active", "active", "ended"], _polls[0]);
    }

    [Fact]
    public async Task Jobs_that_are_due_at_about_the_same_time_are_polled_together()
    {
        var timings = new JobTimings(_time);
        List<WatchedItem<QuantumSessionJob>> jobs = [];
        for (int number = 0; number < 10; number++)
        {
            WatchedItem<QuantumSessionJob> job = AddJobs("a", 1, $"j{number}")[0];
            timings.AddSubmission(job.Id, "a", timings.GetTimestamp());
            jobs.Add(job);
            _time.Advance(TimeSpan.FromMilliseconds(4));
        }

        await WatchJobsAsync(jobs, timings);

        Assert.Equal(["a"], _polls[0]);
        Assert.Equal(TimeSpan.FromMilliseconds(60), _time.DueTimes.First());
    }

    private async Task<int> WatchSessionsAsync(int count, Func<int, int> countEnded, int polls, double created = 0)
    {
        WatchedItem<QuantumSession>[] items = AddSessions(count, "s", created);
        string[] ids = [.. items.Select(item => item.Id)];
        new Random(1).Shuffle(ids);
        Queue<string> open = new(ids);
        var next = new PollObserver(() =>
        {
            TakePoll(_sessions.TakeRequests());
            _sessions.End(Enumerable.Range(0, Math.Min(open.Count, countEnded(_polls.Count + 1))).Select(_ => open.Dequeue()));
        });
        PollingSchedule schedule = new(null, ClientFixture.Quick(_time));
        var poller = new Poller<QuantumSession>(_sessions, null, new PollingOptions { NextPoll = next }, schedule, null);
        int finals = 0;
        await foreach (ItemUpdate<QuantumSession> update in poller.RunAsync(items, ClientFixture.Token))
        {
            finals += update.IsFinal ? 1 : 0;
            if (_polls.Count >= polls)
            {
                return finals;
            }
        }

        TakePoll(_sessions.TakeRequests());
        return finals;
    }

    private async Task<int> WatchJobsAsync(IReadOnlyCollection<WatchedItem<QuantumSessionJob>> jobs, JobTimings? timings = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        var next = new PollObserver(() =>
        {
            TakePoll(_jobs.TakeRequests());
            if (_polls.Count > 0)
            {
                stop.Cancel();
            }
        });
        int finals = 0;
        try
        {
            await foreach (ItemUpdate<QuantumSessionJob> update in CreateJobPoller(new PollingOptions { NextPoll = next }, timings).RunAsync(jobs, stop.Token))
            {
                finals += update.IsFinal ? 1 : 0;
            }

            TakePoll(_jobs.TakeRequests());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The first poll has ended.
        }

        return finals;
    }

    private Poller<QuantumSessionJob> CreateJobPoller(PollingOptions options, JobTimings? timings = null) =>
        new(_jobs, null, options, new PollingSchedule(null, ClientFixture.Quick(_time)), timings);

    // Before the first poll there are no requests.
    private void TakePoll(string[] requests)
    {
        if (requests.Length > 0)
        {
            _polls.Add(requests);
        }
    }

    private WatchedItem<QuantumSession>[] AddSessions(int count, string prefix, double created = 0) =>
        [.. Enumerable.Range(0, count).Select(number => $"{prefix}{number}").Select(id => new WatchedItem<QuantumSession>(
            id, _sessions.Add(new SimulatedItem(id, null, _time.GetUtcNow().AddSeconds(created), DateTimeOffset.MaxValue))))];

    private WatchedItem<QuantumSessionJob>[] AddJobs(string session, int count, string prefix = "j") =>
        [.. Enumerable.Range(0, count).Select(number => $"{session}-{prefix}{number}").Select(id => new WatchedItem<QuantumSessionJob>(
            id, _jobs.Add(new SimulatedItem(id, session, _time.GetUtcNow(), DateTimeOffset.MaxValue))))];

    /// <summary>Is called before each delay, and thus between two polls.</summary>
    private sealed class PollObserver(Action report) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => report();
    }
}
