using System.Text.RegularExpressions;
using AzQuantumSession.Reports;
using Microsoft.Extensions.Time.Testing;
using static AzQuantumSession.Tests.Support.JobTimes;

namespace AzQuantumSession.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "<script>alert(\"1\")</script>'&\e\0\uD800\u202E";

    [Fact]
    public void Write_encodes_every_value()
    {
        QuantumErrorData error = new() { Code = Hostile, Message = Hostile, Details = [new() { Message = Hostile }] };
        QuantumCostEstimate cost = new()
        {
            CurrencyCode = Hostile,
            EstimatedTotal = 1,
            Events = [new() { DimensionName = Hostile, MeasureUnit = Hostile }],
        };
        QuantumSessionJob[] jobs = [.. Enumerable.Range(0, 3).Select(i => new QuantumSessionJob
        {
            Id = $"{i}{Hostile}",
            Name = Hostile,
            Status = i == 0 ? "Failed" : Hostile,
            CreationTime = Noon,
            EndExecutionTime = Noon.AddMinutes(1),
            ErrorData = error,
            CostEstimate = cost,
        })];
        QuantumSession session = new QuantumSession
        {
            Id = Hostile,
            Name = Hostile,
            ProviderId = Hostile,
            Target = Hostile,
            Status = Hostile,
            JobFailurePolicy = Hostile,
            Priority = Hostile,
            Tags = [Hostile],
            CreatedBy = Hostile,
            Workspace = Hostile,
            CreationTime = Noon,
            CostEstimate = cost,
            ErrorData = error,
        }.WithJobs(jobs, Noon.AddMinutes(2));

        string html = Write(session, new()
        {
            [jobs[0].Id] = new([new() { IsParsed = true, Histogram = [new() { Outcome = Hostile, Probability = 1 }] }], null),
            [jobs[1].Id] = new([new() { OutputDataFormat = Hostile, ParseError = Hostile }], null),
            [jobs[2].Id] = new([], Hostile),
        });

        Assert.Equal(Regex.Count(html, "&lt;script&gt;"), Regex.Count(html, "alert"));
        Assert.True(Regex.Count(html, "alert") > 30, html);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(html, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\uD800', html);
        AssertWellFormed(html);
    }

    [Fact]
    public void Write_refers_to_nothing_outside_of_the_document()
    {
        string html = Write(Session(Job("a", 0, 10, 20)), []);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        html.AssertContains("default-src 'none'; style-src 'unsafe-inline'", "prefers-color-scheme: dark");
        Assert.DoesNotMatch(@"(?i)src\s*=|href\s*=|url\(|@import|<script|<link|\bon\w+\s*=", html);
        AssertWellFormed(html);
    }

    [Fact]
    public void Write_shows_the_time_line_as_shares_of_the_session()
    {
        string html = Write(Session(Job("a", 0, 25, 75), Job("b", 79, 80, 80, "Failed")), []);

        html.AssertContains(
            """<i class="queued" style="left:0%;width:25%" title="queued 00:00:25 from 12:00:00"></i>""",
            """<i class="running succeeded" style="left:25%;width:50%" title="ran 00:00:50 from 12:00:25"></i>""",
            """<i class="running failed" style="left:80%;width:0%" title=""",
            "<span>12:00:00</span><span>12:01:40</span>",
            """
            <li><i class="running"></i>Running jobs: 00:00:50 (50 %)</li>
            <li><i class="queued"></i>Jobs in the queue: 00:00:26 (26 %)</li>
            <li><i class="think"></i>Between jobs: 00:00:04 (4 %)</li>
            <li><i class="idle"></i>Before the first and after the last job: 00:00:20 (20 %)</li>
            """);
    }

    [Fact]
    public void Write_shows_jobs_costs_and_failures()
    {
        QuantumSessionJob succeeded = Job("a", 0, 10, 20, cost: new() { EstimatedTotal = 1.5m, CurrencyCode = "USD", Events = [Gates(10), Gates(5)] });
        QuantumSessionJob failed = Job("b", 30, 31, 32, "Failed", error: new() { Code = "Bad", Message = "gate", Details = [new() { Code = "Line", Message = "7" }] });

        string html = Write(Session(succeeded, failed), []);

        html.AssertContains(
            """<td><bdi>a</bdi></td><td><span class="status succeeded">Succeeded</span></td><td>2026-11-26 12:00:00</td><td class="number">00:00:10</td><td class="number">00:00:10</td><td class="number">1.50 USD</td>""",
            "<dt>Cost</dt><dd><bdi>at least 1.50 USD</bdi></dd>",
            "<dt>Cost a job</dt><dd><bdi>0.75 USD</bdi></dd>",
            """<td><bdi>Gates</bdi></td><td class="number">15</td><td class="number">30</td><td><bdi>gate</bdi></td><td class="number">0.1</td><td>USD</td>""",
            """
            <dt><bdi>b</bdi></dt>
            <dd><bdi>Bad: gate</bdi></dd>
            <dd class="detail"><bdi>Line: 7</bdi></dd>
            """);

        static QuantumCostEvent Gates(decimal amount) =>
            new() { DimensionName = "Gates", MeasureUnit = "gate", AmountConsumed = amount, AmountBilled = 2 * amount, UnitPrice = 0.1m };
    }

    [Fact]
    public void Write_shows_results_as_bars_or_the_reason()
    {
        QuantumSessionJob[] jobs = [Job("bars", 0, 1, 2), Job("many", 1, 2, 3), Job("raw", 2, 3, 4), Job("lost", 3, 4, 5), Job("none", 4, 5, 6)];
        QuantumOutcome[] outcomes = [.. Enumerable.Range(0, 18).Select(i => new QuantumOutcome { Outcome = $"{i:00}", Probability = 1.0 / 18 })];

        string html = Write(Session(jobs), new()
        {
            ["bars"] = new(
                [
                    new()
                    {
                        IsParsed = true,
                        Histogram =
                        [
                            new() { Outcome = "00", Probability = 0.5, Count = 1 },
                            new() { Outcome = "11", Probability = 0.25, Count = 2 },
                            new() { Outcome = "01", Probability = double.NaN },
                            new() { Outcome = new string('0', 30), Probability = -1 },
                        ],
                    },
                ],
                null),
            ["many"] = new([new() { IsParsed = true, Histogram = outcomes, ItemIndex = 0 }, new() { IsParsed = true, Histogram = outcomes, ItemIndex = 1 }], null),
            ["raw"] = new([new() { OutputDataFormat = "new.v9", Raw = [1, 2], ParseError = "There is no reader." }], null),
            ["lost"] = new([], "BlobNotFound"),
        });

        html.AssertContains(
            """<bdi>00</bdi></th><td><i style="width:100%"></i></td><td class="number" title="1 shot">0.5000</td>""",
            """<bdi>11</bdi></th><td><i style="width:50%"></i></td><td class="number" title="2 shots">0.2500</td>""",
            """<bdi>01</bdi></th><td><i style="width:0%"></i></td><td class="number" title="">NaN</td>""",
            """<th class="long">""",
            "and 2 more outcomes",
            "<figcaption><bdi>many[0]</bdi>",
            "<figcaption><bdi>many[1]</bdi>",
            "2 bytes in the format <bdi>new.v9</bdi>, which cannot be shown as bars. <bdi>There is no reader.</bdi>",
            "The result cannot be read: <bdi>BlobNotFound</bdi>");
        Assert.DoesNotContain("<figcaption><bdi>none</bdi>", html, StringComparison.Ordinal);
        AssertWellFormed(html);
    }

    [Fact]
    public void Write_shows_sessions_without_jobs_or_times()
    {
        QuantumSession open = new QuantumSession { Name = "open", Status = "Waiting", CreationTime = Noon }.WithJobs([], Noon.AddMinutes(2));
        QuantumSession bare = new QuantumSession { Name = "bare", Status = "New" }.WithJobs([]);

        string html = HtmlReport.Write([new(open, new Dictionary<string, JobOutcome>()), new(bare, new Dictionary<string, JobOutcome>())], Clock());

        html.AssertContains("<title>2 sessions</title>", "<dt>Idle timeout</dt><dd><bdi>2026-11-26 12:10:00 +00:00</bdi></dd>");
        Assert.Equal(2, Regex.Count(html, "No job was submitted.</p>"));
        Assert.DoesNotContain("Time line", html, StringComparison.Ordinal);
        AssertWellFormed(html);
    }

    [Fact]
    public void Write_is_the_same_in_all_cultures()
    {
        QuantumSession session = Session(Job("a", 0, 33.3, 66.6, cost: new() { EstimatedTotal = 1234.5m, CurrencyCode = "USD" }));
        string expected = Write(session, []);
        using var culture = new Views.ForeignCulture();

        Assert.Equal(expected, Write(session, []));
    }

    private static string Write(QuantumSession session, Dictionary<string, JobOutcome> results) => HtmlReport.Write([new(session, results)], Clock());

    private static FakeTimeProvider Clock() => new(Noon.AddHours(1));

    private static QuantumSession Session(params QuantumSessionJob[] jobs) =>
        new QuantumSession { Id = "id", Name = "vqe", Status = "Succeeded", CreationTime = Noon, EndExecutionTime = Noon.AddSeconds(100) }.WithJobs(jobs);

    // Every element that is not void is closed in order, and no attribute contains markup.
    private static void AssertWellFormed(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html[html.IndexOf("<html", StringComparison.Ordinal)..]))
        {
            string name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Success)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name is not "meta")
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
        Assert.DoesNotMatch("[<>]", Tag().Replace(Style().Replace(html, "").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), ""));
    }

    [GeneratedRegex("""<(?<end>/)?(?<name>[a-z]\w*)(?: [\w-]+="[^"<>]*")*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
