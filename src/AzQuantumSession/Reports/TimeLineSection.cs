namespace AzQuantumSession.Reports;

/// <summary>Writes the time line of a session: a row for each job, with the times when it was queued and when it ran.</summary>
internal sealed class TimeLineSection(HtmlBuilder html, TimeProvider clock)
{
    public void Write(QuantumSession session, QuantumSessionTiming timing)
    {
        IReadOnlyList<JobPhases> jobs = JobPhases.Read(session.Jobs ?? [], timing.EndTime);
        if (jobs.Count == 0 || timing.Elapsed <= TimeSpan.Zero)
        {
            return;
        }

        html.AppendMarkup("<section>\n<h2>Time line</h2>\n<div class=\"timeline\">");
        html.Append($"<div class=\"axis\"><span>{Clock(timing.StartTime, timing)}</span><span>{Clock(timing.EndTime, timing)}</span></div>");
        foreach (JobPhases job in jobs)
        {
            html.Append($"<div class=\"row\"><span class=\"label\"><bdi>{job.Job.NameOrId}</bdi></span><span class=\"track\">");
            WriteBar("queued", "queued", job.Queued, timing);
            WriteBar($"running {HtmlReport.StatusClass(job.Job.Status)}", "ran", job.Running, timing);
            html.Append($"</span><span class=\"time\">{HtmlReport.Duration(job.Running)}</span></div>");
        }

        html.AppendMarkup("</div>\n<ul class=\"legend\"><li><i class=\"queued\"></i>Queued</li><li><i class=\"running succeeded\"></i>Ran and succeeded</li>"
            + "<li><i class=\"running open\"></i>Running</li><li><i class=\"running failed\"></i>Failed or cancelled</li></ul>\n</section>");
    }

    // An empty phase of a job that ended without a result is a mark: the reader looks for the failure.
    private void WriteBar(string cssClass, string verb, TimeInterval interval, QuantumSessionTiming timing)
    {
        TimeInterval shown = interval.Intersect(new TimeInterval(timing.StartTime, timing.EndTime));
        if (shown.IsEmpty && !cssClass.EndsWith("failed", StringComparison.Ordinal))
        {
            return;
        }

        double left = Math.Clamp((shown.Start - timing.StartTime) / timing.Elapsed * 100, 0, 100);
        double width = shown.Duration / timing.Elapsed * 100;
        html.Append(
            $"<i class=\"{cssClass}\" style=\"left:{left:0.###}%;width:{width:0.###}%\" title=\"{verb} {HtmlReport.Duration(interval)} from {Clock(interval.Start, timing)}\"></i>");
    }

    private string Clock(DateTimeOffset time, QuantumSessionTiming timing) => TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone)
        .ToString(timing.Elapsed < TimeSpan.FromDays(1) ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
