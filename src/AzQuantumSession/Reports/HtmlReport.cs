using System.Reflection;
using AzQuantumSession.Views;

namespace AzQuantumSession.Reports;

/// <summary>
/// Writes reports about sessions as one HTML document, which contains its styles, no script, and no reference to another file.
/// </summary>
/// <param name="clock">The current time, and the time zone of times.</param>
internal sealed class HtmlReport(TimeProvider clock)
{
    private readonly HtmlBuilder _html = new();

    private static string Style { get; } = ReadStyle();

    private static string Version { get; } = typeof(HtmlReport).Assembly.GetName().Version!.ToString(3);

    /// <summary>Writes a document.</summary>
    /// <param name="reports">The sessions, in the order of the document.</param>
    /// <param name="clock">The current time, and the time zone of times.</param>
    public static string Write(IReadOnlyList<SessionReport> reports, TimeProvider clock)
    {
        var report = new HtmlReport(clock);
        report.WriteDocument(reports);
        return report._html.ToString();
    }

    private void WriteDocument(IReadOnlyList<SessionReport> reports)
    {
        string title = reports is [var only] ? $"Session {only.Session.Name}" : $"{reports.Count} sessions";
        _html.AppendMarkup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        // Allows nothing but the styles of the document, so that even markup that an encoding defect let through could load nothing.
        _html.AppendMarkup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        _html.AppendMarkup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">");
        _html.Append($"<title>{title}</title>");
        _html.AppendMarkup($"<style>\n{Style}</style>\n</head>\n<body>\n<main>");
        foreach (SessionReport report in reports)
        {
            WriteSession(report);
        }

        _html.AppendMarkup("</main>");
        _html.Append($"<footer>Written {Time(clock.GetUtcNow())} by AzQuantumSession {Version}.</footer>");
        _html.AppendMarkup("</body>\n</html>");
    }

    private void WriteSession(SessionReport report)
    {
        QuantumSession session = report.Session;
        _html.AppendMarkup("<article>\n<header>");
        _html.Append($"<h1><bdi>{session.Name}</bdi> <span class=\"status {StatusClass(session.Status)}\">{session.Status}</span></h1>");
        _html.Append($"<p>{session.Target} <span class=\"id\">{session.Id}</span></p>");
        _html.AppendMarkup("</header>");
        WriteFacts(session);
        if (session.Timing is { } timing)
        {
            WriteTiming(timing);
            new TimeLineSection(_html, clock).Write(session, timing);
        }

        WriteFailures(session);
        WriteJobs(session);
        WriteCosts(session);
        new ResultSection(_html).Write(session.Jobs ?? [], report.Results);
        _html.AppendMarkup("</article>");
    }

    private void WriteFacts(QuantumSession session)
    {
        QuantumSessionTiming? timing = session.Timing;
        (string Name, string? Value)[] facts =
        [
            ("Opened", Time(session.CreationTime)),
            (session.IsTerminal ? "Ended" : "Read", Time(session.EndExecutionTime ?? timing?.EndTime)),
            ("Elapsed", timing is null ? null : DisplayText.Duration(timing.Elapsed)),
            ("Jobs", session.JobSummary is IDictionary counts ? DisplayText.JobSummary(counts) : "none"),
            ("Jobs a minute", timing?.JobsPerMinute is > 0 and double rate ? rate.ToString("0.##", CultureInfo.InvariantCulture) : null),
            ("Cost", DisplayText.TotalCost(
                (session.CostByCurrency ?? []).Select(cost => DisplayText.Cost(cost.EstimatedTotal ?? 0, cost.CurrencyCode)), session.CostIsPartial is true)),
            ("Cost a job", timing?.CostPerJob is { } costPerJob ? DisplayText.Cost(costPerJob, timing.Currency) : null),
            ("Idle timeout", Time(session.IdleTimeoutTime)),
            ("Provider", session.ProviderId),
            ("Job failure policy", session.JobFailurePolicy),
            ("Priority", session.Priority),
            ("Tags", string.Join(", ", session.Tags)),
            ("Opened by", session.CreatedBy),
            ("Workspace", session.Workspace),
        ];
        _html.AppendMarkup("<dl class=\"facts\">");
        foreach ((string name, string? value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
        {
            _html.Append($"<div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>");
        }

        _html.AppendMarkup("</dl>");
    }

    private void WriteTiming(QuantumSessionTiming timing)
    {
        (string Name, string Class, TimeSpan Time)[] parts =
        [
            ("Running jobs", "running", timing.BusyTime),
            ("Jobs in the queue", "queued", timing.QueuedTime),
            ("Between jobs", "think", timing.ThinkTime),
            ("Before the first and after the last job", "idle", timing.IdleTime - timing.ThinkTime),
        ];
        _html.AppendMarkup("<section>\n<h2>Where the time went</h2>\n<div class=\"parts\">");
        foreach ((string name, string part, TimeSpan time) in parts.Where(part => part.Time > TimeSpan.Zero))
        {
            _html.Append($"<span class=\"{part}\" style=\"flex-grow:{time.TotalSeconds:0.###}\" title=\"{name}: {DisplayText.Duration(time)}\"></span>");
        }

        _html.AppendMarkup("</div>\n<ul class=\"legend\">");
        foreach ((string name, string part, TimeSpan time) in parts)
        {
            double percent = timing.Elapsed > TimeSpan.Zero ? time / timing.Elapsed * 100 : 0;
            _html.Append($"<li><i class=\"{part}\"></i>{name}: {DisplayText.Duration(time)} ({percent:0} %)</li>");
        }

        _html.AppendMarkup("</ul>\n</section>");
    }

    private void WriteFailures(QuantumSession session)
    {
        IReadOnlyList<QuantumSessionFailure> failures = QuantumSessionFailure.Read(session);
        if (failures.Count == 0)
        {
            return;
        }

        _html.AppendMarkup("<section>\n<h2>Failures</h2>\n<dl class=\"failures\">");
        foreach (QuantumSessionFailure failure in failures)
        {
            _html.Append($"<dt><bdi>{failure.JobName ?? "Session"}</bdi></dt>\n<dd><bdi>{failure.Reason}</bdi></dd>");
            foreach (QuantumErrorData detail in failure.Details)
            {
                _html.Append($"<dd class=\"detail\"><bdi>{detail}</bdi></dd>");
            }
        }

        _html.AppendMarkup("</dl>\n</section>");
    }

    private void WriteJobs(QuantumSession session)
    {
        QuantumSessionJob[] jobs = [.. InOrder(session)];
        _html.AppendMarkup("<section>\n<h2>Jobs</h2>");
        if (jobs.Length == 0)
        {
            _html.AppendMarkup("<p>No job was submitted.</p>\n</section>");
            return;
        }

        _html.AppendMarkup("<div class=\"scroll\">\n<table>\n<thead><tr><th>Name</th><th>Status</th><th>Submitted</th>"
            + "<th class=\"number\">Queued</th><th class=\"number\">Ran</th><th class=\"number\">Cost</th><th>Id</th></tr></thead>\n<tbody>");
        foreach (QuantumSessionJob job in jobs)
        {
            JobPhases? phases = session.Timing is { } timing ? JobPhases.Read([job], timing.EndTime).SingleOrDefault() : null;
            _html.Append(
                $"<tr><td><bdi>{job.NameOrId}</bdi></td><td><span class=\"status {StatusClass(job.Status)}\">{job.Status}</span></td><td>{ShortTime(job.CreationTime)}</td><td class=\"number\">{Duration(phases?.Queued)}</td><td class=\"number\">{Duration(phases?.Running)}</td><td class=\"number\">{job.CostEstimate}</td><td class=\"id\">{job.Id}</td></tr>");
        }

        _html.AppendMarkup("</tbody>\n</table>\n</div>\n</section>");
    }

    private void WriteCosts(QuantumSession session)
    {
        (QuantumCostEvent Event, string? Currency)[] rows =
        [
            .. QuantumCostEstimate.Sum(session.CostByCurrency ?? []).SelectMany(cost => cost.Events.Select(item => (item, cost.CurrencyCode))),
        ];
        if (rows.Length == 0)
        {
            return;
        }

        _html.AppendMarkup("<section>\n<h2>Cost</h2>\n<div class=\"scroll\">\n<table>\n<thead><tr><th>Dimension</th><th class=\"number\">Consumed</th>"
            + "<th class=\"number\">Billed</th><th>Unit</th><th class=\"number\">Unit price</th><th>Currency</th></tr></thead>\n<tbody>");
        foreach ((QuantumCostEvent item, string? currency) in rows)
        {
            _html.Append(
                $"<tr><td><bdi>{item.DimensionName ?? item.DimensionId}</bdi></td><td class=\"number\">{Amount(item.AmountConsumed)}</td><td class=\"number\">{Amount(item.AmountBilled)}</td><td><bdi>{item.MeasureUnit}</bdi></td><td class=\"number\">{item.UnitPrice:0.######}</td><td>{currency}</td></tr>");
        }

        _html.AppendMarkup("</tbody>\n</table>\n</div>\n</section>");

        static string Amount(decimal? amount) => DisplayText.Amount(amount ?? 0);
    }

    /// <summary>The class of the style for a status.</summary>
    internal static string StatusClass(string status) => StatusTones.Get(status) switch
    {
        StatusTone.Success => "succeeded",
        StatusTone.Failure => "failed",
        StatusTone.Warning => "warned",
        _ => "open",
    };

    private static IEnumerable<QuantumSessionJob> InOrder(QuantumSession session) => (session.Jobs ?? []).OrderBy(job => job.CreationTime);

    private string? Time(DateTimeOffset? time) => time is { } known ? DisplayText.Time(known, clock.LocalTimeZone) : null;

    // The offset from UTC is in the times of the session.
    private string? ShortTime(DateTimeOffset? time) =>
        time is { } known ? TimeZoneInfo.ConvertTime(known, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    internal static string Duration(TimeInterval? interval) => interval is { IsEmpty: false } known ? DisplayText.Duration(known.Duration) : "";

    private static string ReadStyle()
    {
        using Stream style = Assembly.GetExecutingAssembly().GetManifestResourceStream("AzQuantumSession.Reports.report.css")!;
        using var reader = new StreamReader(style);
        return reader.ReadToEnd();
    }
}
