using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class JobTimingsTests
{
    private readonly ImmediateTimeProvider _time = new();
    private readonly JobTimings _timings;
    private int _number;

    public JobTimingsTests() => _timings = new JobTimings(_time);

    [Fact]
    public void Find_returns_null_for_a_job_of_another_client() => Assert.Null(_timings.Find("a"));

    [Fact]
    public void Find_returns_the_time_since_the_submission()
    {
        _timings.AddSubmission("a", null, _timings.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new JobTiming(TimeSpan.FromSeconds(5), null), _timings.Find("A"));
    }

    [Fact]
    public void Find_returns_the_expected_duration_in_the_session()
    {
        Run("s", "Succeeded", "Completed");

        Assert.Equal(3.03, Find("S")!.Poll.TotalSeconds, 6);
        Assert.Null(Find("other"));
        Assert.Null(Find(null));
    }

    [Fact]
    public void AddEnd_ignores_jobs_that_did_not_succeed()
    {
        Run("s", "Failed", "Cancelled", "Failed");

        Assert.Null(Find("s"));
    }

    [Fact]
    public void AddEnd_counts_a_job_once()
    {
        QuantumSessionJob job = Run("s", "Succeeded");
        _timings.AddEnd(job);

        Assert.Null(Find("s"));
        Assert.Null(_timings.Find(job.Id));
    }

    [Fact]
    public void AddEnd_ignores_jobs_without_times()
    {
        for (int i = 0; i < 3; i++)
        {
            _timings.AddSubmission("a", "s", 0);
            _timings.AddEnd(new QuantumSessionJob { Id = "a", Status = "Succeeded", CreationTime = _time.GetUtcNow() });
        }

        Assert.Null(Find("s"));
    }

    [Fact]
    public void ForgetSession_forgets_the_durations()
    {
        Run("s", "Succeeded", "Succeeded");
        _timings.ForgetSession("S");

        Assert.Null(Find("s"));
    }

    [Fact]
    public void Durations_are_forgotten_after_an_hour()
    {
        Run("s", "Succeeded", "Succeeded");
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(Find("s"));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(Find("s"));
    }

    [Fact]
    public void Durations_of_the_session_that_was_used_first_are_forgotten()
    {
        foreach (int session in Enumerable.Range(0, 257))
        {
            Run($"s{session}", "Succeeded", "Succeeded");
        }

        Assert.Null(Find("s0"));
        Assert.NotNull(Find("s1"));
    }

    [Fact]
    public void Submissions_are_bounded()
    {
        foreach (int job in Enumerable.Range(0, 10_001))
        {
            _timings.AddSubmission($"j{job}", null, 0);
        }

        Assert.Null(_timings.Find("j0"));
        Assert.NotNull(_timings.Find("j1"));
    }

    [Fact]
    public async Task Methods_can_be_called_on_several_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int job = 0; job < 2000; job++)
            {
                string id = $"{thread}-{job}";
                _timings.AddSubmission(id, $"s{job % 300}", 0);
                _timings.Find(id);
                _timings.AddEnd(JobTimes.Job(id, job, job, job + 1));
            }
        })));

        Assert.Null(_timings.Find("0-0"));
    }

    /// <summary>Runs jobs of 3 seconds, one after another.</summary>
    private QuantumSessionJob Run(string session, params string[] statuses)
    {
        QuantumSessionJob? job = null;
        foreach (string status in statuses)
        {
            string id = $"j{_number++}";
            _timings.AddSubmission(id, session, _timings.GetTimestamp());
            DateTimeOffset created = _time.GetUtcNow();
            _time.Advance(TimeSpan.FromSeconds(3));
            job = new QuantumSessionJob { Id = id, Status = status, CreationTime = created, EndExecutionTime = _time.GetUtcNow() };
            _timings.AddEnd(job);
        }

        return job!;
    }

    /// <summary>Returns the expected duration of a new job.</summary>
    private ExpectedDuration? Find(string? session)
    {
        string id = $"j{_number++}";
        _timings.AddSubmission(id, session, _timings.GetTimestamp());
        return _timings.Find(id)!.Expected;
    }
}
