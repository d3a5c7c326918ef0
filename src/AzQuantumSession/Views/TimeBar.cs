using System.Text;

namespace AzQuantumSession.Views;

/// <summary>Draws the bars of a time line. Each character stands for an equal part of the session's time.</summary>
/// <param name="timing">The start and the end of the time line.</param>
/// <param name="width">The width of a bar, in characters.</param>
/// <param name="isUtf8">True to draw blocks; false to draw ASCII characters.</param>
internal sealed class TimeBar(QuantumSessionTiming timing, int width, bool isUtf8)
{
    private char Running => isUtf8 ? '█' : '#';

    private char Queued => isUtf8 ? '░' : '-';

    private char Idle => isUtf8 ? '·' : '.';

    private char Unsuccessful => isUtf8 ? '×' : 'x';

    /// <summary>The meaning of the characters in the bars of the session and of these jobs.</summary>
    public string Legend(IEnumerable<JobPhases> jobs) =>
        $"{Running} running  {Queued} queued  {Idle} no job" + (jobs.Any(IsUnsuccessful) ? $"  {Unsuccessful} failed or cancelled" : "");

    /// <summary>Draws what most of each part was spent on.</summary>
    public string DrawSession(IReadOnlyList<JobPhases> jobs)
    {
        IReadOnlyList<TimeInterval> running = TimeInterval.Merge(jobs.Select(job => job.Running));
        IReadOnlyList<TimeInterval> used = TimeInterval.Merge(jobs.Select(job => job.Total));
        return Draw(cell =>
        {
            TimeSpan runningTime = Overlap(running, cell);
            TimeSpan queuedTime = Overlap(used, cell) - runningTime;
            TimeSpan idleTime = cell.Duration - runningTime - queuedTime;
            return runningTime > TimeSpan.Zero && runningTime >= queuedTime && runningTime >= idleTime ? (Running, AnsiStyle.Cyan)
                : queuedTime > TimeSpan.Zero && queuedTime >= idleTime ? (Queued, null)
                : (Idle, AnsiStyle.BrightBlack);
        });
    }

    /// <summary>Draws a job. Each phase has at least one character, so that short jobs are visible in a long session.</summary>
    public string DrawJob(JobPhases job)
    {
        string? color = DisplayText.StatusColor(job.Job.Status);
        int last = IsUnsuccessful(job) ? CellOf(job.Running.End) : -1;
        return Draw((cell, index) =>
            index == last ? (Unsuccessful, color)
            : !job.Running.Intersect(cell).IsEmpty ? (Running, color)
            : !job.Queued.Intersect(cell).IsEmpty ? (Queued, null)
            : (' ', null));
    }

    private static bool IsUnsuccessful(JobPhases job) =>
        job.Job.Status.EqualsIgnoreCase(JobStatus.Failed) || job.Job.Status.EqualsIgnoreCase(JobStatus.Cancelled);

    private static TimeSpan Overlap(IReadOnlyList<TimeInterval> intervals, TimeInterval cell) =>
        TimeInterval.Sum(intervals.Select(interval => interval.Intersect(cell)));

    private int CellOf(DateTimeOffset time) => timing.Elapsed > TimeSpan.Zero
        ? Math.Clamp((int)Math.Ceiling((time - timing.StartTime) / timing.Elapsed * width) - 1, 0, width - 1)
        : 0;

    private string Draw(Func<TimeInterval, (char Character, string? Color)> getCell) => Draw((cell, _) => getCell(cell));

    private string Draw(Func<TimeInterval, int, (char Character, string? Color)> getCell)
    {
        var text = new StringBuilder();
        string? current = null;
        for (int index = 0; index < width; index++)
        {
            (char character, string? color) = getCell(new TimeInterval(TimeAt(index), TimeAt(index + 1)), index);
            if (color != current)
            {
                text.Append(current is null ? "" : AnsiStyle.Reset).Append(color);
                current = color;
            }

            text.Append(character);
        }

        return text.Append(current is null ? "" : AnsiStyle.Reset).ToString();
    }

    private DateTimeOffset TimeAt(int index) => timing.StartTime + (timing.Elapsed * index / width);
}
