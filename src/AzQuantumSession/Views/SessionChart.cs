using System.Text.RegularExpressions;

namespace AzQuantumSession.Views;

/// <summary>
/// Draws a session as text: its properties, a time line with a row for each job, and the reasons of failures. No line is wider than the
/// window.
/// </summary>
/// <param name="screen">The window.</param>
/// <param name="clock">The current time, and the time zone of times.</param>
internal sealed partial class SessionChart(IScreen screen, TimeProvider clock)
{
    /// <summary>The maximum number of jobs to draw.</summary>
    public const int MaxJobs = 32;

    private const int MinNameWidth = 8;
    private const int MaxNameWidth = 20;
    private const int MaxStatusWidth = 12;
    private const int DurationWidth = 8;
    private const int MinBarWidth = 10;
    private const int LabelWidth = 9;
    private const int MaxFailures = 3;

    // A character in the last column can begin a new line.
    private int Width => Math.Max(1, screen.Width - 1);

    private string Ellipsis => screen.IsUtf8 ? "…" : "...";

    /// <summary>Draws a session.</summary>
    /// <param name="session">A session that was read with its jobs.</param>
    /// <param name="height">The number of lines available; null for no limit. Job rows are omitted to fit.</param>
    /// <returns>The lines, with control sequences for colors.</returns>
    public IReadOnlyList<string> Draw(QuantumSession session, int? height = null)
    {
        IReadOnlyList<QuantumSessionJob> jobs = session.Jobs ?? [];
        List<string> lines = [.. DrawHeader(session, jobs)];
        string[] failures = [.. DrawFailures(session)];
        if (session.Timing is { } timing)
        {
            IReadOnlyList<JobPhases> phases = JobPhases.Read(jobs, timing.EndTime);
            // A blank line, the axis, the session, the number of omitted jobs, and the legend.
            const int OtherRows = 5;
            int room = height is { } limit ? Math.Clamp(limit - lines.Count - failures.Length - OtherRows, 1, MaxJobs) : MaxJobs;
            lines.AddRange(DrawTimeLine(session, timing, phases, room));
        }

        return [.. lines, .. failures];
    }

    /// <summary>Returns a drawing without its colors.</summary>
    public static string RemoveColors(string text) => Color().Replace(text, "");

    /// <summary>Draws what changed since a session was read before: a line for each new status of a job, and of the session, without colors.</summary>
    public IReadOnlyList<string> DrawChanges(QuantumSession before, QuantumSession after)
    {
        string time = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), clock.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        Dictionary<string, string> statusById = (before.Jobs ?? []).ToDictionary(job => job.Id, job => job.Status);
        return
        [
            .. (after.Jobs ?? []).Reverse()
                .Where(job => statusById.GetValueOrDefault(job.Id) != job.Status)
                .Select(job => Line(job.NameOrId, job.Status)),
            .. before.Status == after.Status ? Array.Empty<string>() : [Line("Session", after.Status)],
        ];

        string Line(string name, string status) =>
            $"{time} {Fit(VisibleText.Line(name), Math.Max(1, Width - time.Length - status.Length - 3), pad: false)}: {VisibleText.Line(status)}";
    }

    private IEnumerable<string> DrawHeader(QuantumSession session, IReadOnlyList<QuantumSessionJob> jobs)
    {
        string target = $" on {VisibleText.Line(session.Target)}";
        int width = Width - session.Status.Length - 2;
        string name = Fit(VisibleText.Line(session.Name), Math.Max(MinNameWidth, width - screen.Measure(target)), pad: false);
        string title = Fit(name + target, width, pad: false);
        yield return $"{AnsiStyle.Bold}{title}{AnsiStyle.Reset}: {DisplayText.Status(VisibleText.Line(session.Status))}";

        foreach (string line in Label("Id", VisibleText.Line(session.Id)))
        {
            yield return line;
        }

        if (session.Timing is not { } timing)
        {
            yield break;
        }

        string elapsed = DisplayText.Duration(timing.Elapsed);
        string opened = DisplayText.Time(timing.StartTime, clock.LocalTimeZone);
        string counts = DisplayText.JobSummary(jobs.Reverse().GroupBy(job => VisibleText.Line(job.Status)).ToDictionary(group => group.Key, group => group.Count()));
        string rate = timing.JobsPerMinute is > 0 and double perMinute ? string.Create(CultureInfo.InvariantCulture, $"; {perMinute:0.##} a minute") : "";
        string perJob = timing.CostPerJob is { } cost ? $"; {DisplayText.Cost(cost, VisibleText.Line(timing.Currency))} a job" : "";
        string think = timing.ThinkTime > TimeSpan.Zero ? $"; {Share(timing.ThinkTime, timing)} between jobs" : "";
        (string Name, string? Text)[] labels =
        [
            ("Opened", $"{opened}; {(session.IsTerminal ? "ended after" : "open for")} {elapsed}"),
            ("Jobs", counts + rate),
            ("Cost", GetCost(session) is { } total ? total + perJob : null),
            ("Time", $"busy {Share(timing.BusyTime, timing)}, queued {Share(timing.QueuedTime, timing)}, idle {Share(timing.IdleTime, timing)}{think}"),
            ("Timeout", session.IdleTimeoutTime is { } timeout ? DisplayText.Countdown(timeout, clock) : null),
        ];
        foreach (string line in labels.Where(label => label.Text is not null).SelectMany(label => Label(label.Name, label.Text!)))
        {
            yield return line;
        }
    }

    private static string? GetCost(QuantumSession session) => DisplayText.TotalCost(
        (session.CostByCurrency ?? []).Select(cost => DisplayText.ShortCost(cost.EstimatedTotal ?? 0, VisibleText.Line(cost.CurrencyCode ?? ""))),
        session.CostIsPartial is true);

    private IEnumerable<string> DrawTimeLine(QuantumSession session, QuantumSessionTiming timing, IReadOnlyList<JobPhases> jobs, int maxRows)
    {
        JobPhases[] shown = [.. jobs.TakeLast(maxRows)];
        int nameWidth = Math.Min(MaxNameWidth, shown.Select(job => screen.Measure(Name(job))).Append("Session".Length).Max());
        int statusWidth = Math.Min(MaxStatusWidth, shown.Select(job => job.Job.Status.Length).Append(session.Status.Length).Max());
        // A narrow window shows no statuses, and a narrower window shows no durations.
        bool hasStatus = Width - nameWidth - statusWidth - DurationWidth - 3 >= MinBarWidth;
        bool hasDuration = Width - nameWidth - DurationWidth - 2 >= MinBarWidth;
        int before = nameWidth + 1 + (hasStatus ? statusWidth + 1 : 0);
        int barWidth = Width - before - (hasDuration ? DurationWidth + 1 : 0);
        yield return "";
        if (barWidth < MinBarWidth)
        {
            yield return Fit("The window is too narrow for a time line.", Width, pad: false);
            yield break;
        }

        var bar = new TimeBar(timing, barWidth, screen.IsUtf8);
        yield return new string(' ', before) + DrawAxis(timing, barWidth);
        yield return Row("Session", session.Status, bar.DrawSession(jobs), timing.Elapsed);
        foreach (JobPhases job in shown)
        {
            yield return Row(Name(job), job.Job.Status, bar.DrawJob(job), job.Running.IsEmpty ? null : job.Running.Duration);
        }

        if (jobs.Count - shown.Length is > 0 and int earlier)
        {
            yield return Fit($"{Ellipsis} and {earlier} earlier {(earlier == 1 ? "job" : "jobs")} in Session.Jobs", Width, pad: false);
        }

        yield return Fit(bar.Legend(shown), Width, pad: false);

        string Row(string name, string status, string cells, TimeSpan? duration)
        {
            string text = Fit(VisibleText.Line(status), statusWidth, pad: false);
            string line = Fit(name, nameWidth)
                + (hasStatus ? $" {DisplayText.Status(text)}{new string(' ', statusWidth - text.Length)}" : "")
                + $" {cells}"
                + (hasDuration ? $" {(duration is { } time ? DisplayText.Duration(time) : ""),DurationWidth}" : "");
            return line.TrimEnd();
        }
    }

    private string DrawAxis(QuantumSessionTiming timing, int width)
    {
        string format = timing.Elapsed < TimeSpan.FromDays(1) ? "HH:mm:ss" : "MM-dd HH:mm";
        string start = Format(timing.StartTime);
        string end = Format(timing.EndTime);
        return start.Length + 1 + end.Length <= width ? start + end.PadLeft(width - start.Length) : start[..Math.Min(start.Length, width)];

        string Format(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString(format, CultureInfo.InvariantCulture);
    }

    private IEnumerable<string> DrawFailures(QuantumSession session)
    {
        IReadOnlyList<QuantumSessionFailure> failures = QuantumSessionFailure.Read(session);
        foreach (string line in failures.Take(MaxFailures)
            .Select(failure => failure.JobName is { } job ? $"'{job}': {failure.Reason}" : failure.Reason)
            .SelectMany(text => Label("Failure", VisibleText.Line(text), AnsiStyle.Red)))
        {
            yield return line;
        }

        if (failures.Count - MaxFailures is > 0 and int more)
        {
            yield return Fit($"{Ellipsis} and {more} more {(more == 1 ? "failure" : "failures")} in Session.Jobs", Width, pad: false);
        }
    }

    private static string Name(JobPhases job) => VisibleText.Line(job.Job.NameOrId);

    private static string Share(TimeSpan part, QuantumSessionTiming timing) => timing.Elapsed > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"{DisplayText.Duration(part)} ({part / timing.Elapsed * 100:0} %)")
        : DisplayText.Duration(part);

    // A label with its text, in as many lines as the text needs.
    private IEnumerable<string> Label(string name, string text, string? color = null)
    {
        bool isBeside = Width >= 2 * LabelWidth;
        string label = color is null ? name.PadRight(LabelWidth) : color + name.PadRight(LabelWidth) + AnsiStyle.Reset;
        int width = isBeside ? Width - LabelWidth : Width;
        foreach (string line in Wrap(text, width))
        {
            yield return isBeside ? label + line : line;
            label = new string(' ', LabelWidth);
        }
    }

    private IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string rest = word;
            if (line.Length > 0 && screen.Measure(line) + 1 + screen.Measure(rest) <= width)
            {
                line += " " + rest;
                continue;
            }

            if (line.Length > 0)
            {
                yield return line;
            }

            while (screen.Measure(rest) > width && rest.Length > 1)
            {
                string part = Start(rest, width);
                yield return part;
                rest = rest[part.Length..];
            }

            line = rest;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    // Truncates a text to a number of columns, or fills it.
    private string Fit(string text, int width, bool pad = true)
    {
        int measured = screen.Measure(text);
        if (measured > width)
        {
            text = width > Ellipsis.Length ? Start(text, width - Ellipsis.Length) + Ellipsis : Start(text, width);
            measured = screen.Measure(text);
        }

        return pad ? text + new string(' ', Math.Max(0, width - measured)) : text;
    }

    // The longest start of a text that fits, with at least one character, so that a caller that repeats it ends.
    private string Start(string text, int width)
    {
        int length = Math.Clamp(width, 1, text.Length);
        while (length > 1 && (screen.Measure(text[..length]) > width || char.IsHighSurrogate(text[length - 1])))
        {
            length--;
        }

        return text[..length];
    }

    [GeneratedRegex(@"\e\[\d+m", RegexOptions.NonBacktracking)]
    private static partial Regex Color();
}
