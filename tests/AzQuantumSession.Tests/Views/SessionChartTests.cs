using AzQuantumSession.Views;
using Microsoft.Extensions.Time.Testing;
using static AzQuantumSession.Tests.Support.JobTimes;

namespace AzQuantumSession.Tests.Views;

public sealed class SessionChartTests
{
    private const string Id = "710c2110-a1b0-44bb-ae55-4c7194fab22d";

    private readonly FakeTimeProvider _clock = new(Noon.AddMinutes(2));

    [Fact]
    public void Draw_shows_the_time_line_in_80_columns()
    {
        string[] lines = Draw(new() { IsUtf8 = false }, Session(
            [Job("first", 10, 20, 60), Job("second", 80, 90, 110, cost: 0.5m), Job("third", 110, 110, 110, "Failed", error: "no such gate")]));

        Assert.Equal(
            [
                "vqe on ionq.simulator: Failed",
                $"Id       {Id}",
                "Opened   2026-11-26 12:00:00 +00:00; ended after 00:02:00",
                "Jobs     2 Succeeded, 1 Failed; 1.5 a minute",
                "Cost     at least 1.50 USD; 0.50 USD a job",
                "Time     busy 00:01:00 (50 %), queued 00:00:20 (17 %), idle 00:00:40 (33 %);",
                "         00:00:20 (17 %) between jobs",
                "",
                "                  12:00:00                                    12:02:00",
                "Session Failed    ....-----#################.........----#########.... 00:02:00",
                "first   Succeeded     ----##################                           00:00:40",
                "second  Succeeded                                   -----#########     00:00:20",
                "third   Failed                                                   x",
                "# running  - queued  . no job  x failed or cancelled",
                "Failure  'third': Bad: no such gate",
            ],
            lines);
    }

    [Fact]
    public void Draw_truncates_a_long_name_and_not_the_target()
    {
        string[] lines = Draw(new(), new QuantumSession { Name = new string('n', 100), Target = "ionq.qpu.forte-enterprise-1", Status = "Executing" });

        Assert.EndsWith("nnn… on ionq.qpu.forte-enterprise-1: Executing", lines[0], StringComparison.Ordinal);
        Assert.True(lines[0].Length < 80);
    }

    [Fact]
    public void Draw_uses_blocks_and_colors()
    {
        IReadOnlyList<string> lines = new SessionChart(new RecordingScreen { Width = 60 }, _clock).Draw(
            Session([Job("first", 0, 30, 60), Job("second", 60, 90, 120, "Failed")]));

        Assert.Equal("\e[1mvqe on ionq.simulator\e[0m: \e[31mFailed\e[0m", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("Session \e[31mFailed\e[0m    ░░", StringComparison.Ordinal) && line.Contains("░\e[36m██", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("first   \e[32mSucceeded\e[0m ░░", StringComparison.Ordinal) && line.Contains("░\e[32m██", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("█×\e[0m 00:00:30", StringComparison.Ordinal));
        Assert.Contains("█ running  ░ queued  · no job  × failed or cancelled", lines);
    }

    [Fact]
    public void Draw_of_an_open_session_shows_the_countdown_to_the_idle_timeout()
    {
        string[] lines = Draw(new(), new QuantumSession { Name = "open", Status = "Waiting", CreationTime = Noon }.WithJobs([], _clock.GetUtcNow()));

        Assert.Contains("Opened   2026-11-26 12:00:00 +00:00; open for 00:02:00", lines);
        Assert.Contains("Jobs     none", lines);
        Assert.Contains("Timeout  08:00 (close it, or submit a job)", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("Cost", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Session Waiting ····", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_of_a_session_without_a_creation_time_has_no_time_line() =>
        Assert.Equal(["new on : Waiting", $"Id       {Id}"], Draw(new(), new QuantumSession { Id = Id, Name = "new", Status = "Waiting" }.WithJobs([])));

    [Theory]
    [InlineData(57, true, true, true)]
    [InlineData(38, true, true, true)]
    [InlineData(37, false, true, true)]
    [InlineData(28, false, true, true)]
    [InlineData(27, false, false, true)]
    [InlineData(19, false, false, true)]
    [InlineData(18, false, false, false)]
    public void Draw_omits_columns_in_a_narrow_window(int width, bool hasStatus, bool hasDuration, bool hasBar)
    {
        string[] lines = Draw(new() { Width = width }, Session([Job("job", 0, 0, 120)]));

        string? row = lines.SingleOrDefault(line => line.StartsWith("job  ", StringComparison.Ordinal));
        Assert.Equal(hasBar, row is not null);
        Assert.Equal(hasStatus, row?.Contains(" Succeeded ", StringComparison.Ordinal) is true);
        Assert.Equal(hasDuration, row?.EndsWith(" 00:02:00", StringComparison.Ordinal) is true);
        Assert.Equal(hasBar, row?.Contains("██████████", StringComparison.Ordinal) is true);
    }

    [Fact]
    public void Draw_never_exceeds_the_window()
    {
        QuantumSession session = Session(
        [
            Job("a name that is longer than its column", 0, 1, 2),
            Job("量子計算機量子計算機量子計算機", 2, 2, 100, "CancellationRequested"),
            Job("", 50, 60, 70, "Failed", error: new string('x', 200)),
        ]);
        for (int width = 15; width <= 130; width++)
        {
            var screen = new RecordingScreen { Width = width, IsUtf8 = width % 2 == 0 };

            Assert.All(Draw(screen, session), line => Assert.True(screen.Measure(line) < width, $"{width}: '{line}'"));
        }
    }

    [Fact]
    public void Draw_replaces_control_characters()
    {
        QuantumSession session = new QuantumSession { Name = "a\e[2Jb", Target = "t\r\n", Status = "S\u202E", CreationTime = Noon }.WithJobs(
            [Job("\u0007job\u2028", 0, 0, 1, "Failed", error: "bad\e]0;title\u0007")]);

        string[] lines = Draw(new(), session);

        Assert.StartsWith("a␛[2Jb on t␍␊: S\ufffd", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Any(character => char.IsControl(character) || character is '\u202E' or '\u2028'));
    }

    [Fact]
    public void Draw_shows_the_last_32_jobs_and_counts_the_others()
    {
        string[] lines = Draw(new(), Session([.. Enumerable.Range(0, 34).Select(i => Job($"job {i:00}", i, i, i + 1))]));

        Assert.DoesNotContain(lines, line => line.StartsWith("job 01 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("job 02 ", StringComparison.Ordinal));
        Assert.Contains("… and 2 earlier jobs in Session.Jobs", lines);
    }

    [Fact]
    public void Draw_fits_the_height_of_the_window()
    {
        var chart = new SessionChart(new RecordingScreen(), _clock);
        QuantumSession session = Session([.. Enumerable.Range(0, 34).Select(i => Job($"job {i:00}", i, i, i + 1))]);

        Assert.Equal(20, chart.Draw(session, height: 20).Count);
        Assert.Single(chart.Draw(session, height: 3), line => line.StartsWith("job ", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_shows_the_first_three_failures()
    {
        string[] lines = Draw(new(), Session([.. Enumerable.Range(0, 4).Select(i => Job($"job {i}", i, i, i, "Failed", error: "no"))]));

        Assert.Equal("Failure  'job 2': Bad: no", lines[^2]);
        Assert.Equal("… and 1 more failure in Session.Jobs", lines[^1]);
    }

    [Fact]
    public void Draw_labels_the_days_of_a_long_session()
    {
        QuantumSession session = new QuantumSession { Status = "Succeeded", CreationTime = Noon, EndExecutionTime = Noon.AddDays(2) }.WithJobs([]);

        Assert.Contains(Draw(new(), session), line => line.Contains("11-26 12:00", StringComparison.Ordinal) && line.EndsWith("11-28 12:00", StringComparison.Ordinal));
    }

    [Fact]
    public void DrawChanges_has_a_line_for_each_new_status()
    {
        QuantumSession before = Session([Job("a", 0, 0, null, "Executing"), Job("b", 0, 0, null, "Waiting")]);
        QuantumSession after = Session([Job("a", 0, 0, 1), Job("b", 0, 0, null, "Waiting"), Job("c\e", 2, null, null, "Waiting")]);

        Assert.Equal(["12:02:00 a: Succeeded", "12:02:00 c␛: Waiting"], new SessionChart(new RecordingScreen(), _clock).DrawChanges(before, after));
        Assert.Equal(
            ["12:02:00 Session: Succeeded"],
            new SessionChart(new RecordingScreen(), _clock).DrawChanges(before, new QuantumSession { Status = "Succeeded" }.WithJobs(before.Jobs!)));
    }

    private string[] Draw(RecordingScreen screen, QuantumSession session) =>
        [.. new SessionChart(screen, _clock).Draw(session).Select(SessionChart.RemoveColors)];

    private static QuantumSession Session(QuantumSessionJob[] jobs) => new QuantumSession
    {
        Id = Id,
        Name = "vqe",
        Target = "ionq.simulator",
        Status = "Failed",
        CreationTime = Noon,
        EndExecutionTime = Noon.AddSeconds(120),
    }.WithJobs([.. jobs.Reverse()]);

    private static QuantumSessionJob Job(
        string name, double submitted, double? started, double? ended, string status = "Succeeded", decimal cost = 1, string? error = null) =>
        JobTimes.Job(
            name,
            submitted,
            started,
            ended,
            status,
            status == "Succeeded" ? new QuantumCostEstimate { EstimatedTotal = cost, CurrencyCode = "USD" } : null,
            error is null ? null : new QuantumErrorData { Code = "Bad", Message = error });
}
