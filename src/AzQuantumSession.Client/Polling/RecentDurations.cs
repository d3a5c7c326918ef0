namespace AzQuantumSession.Client.Polling;

/// <summary>The durations of the last jobs of a session, from submission to end, and when its next job is expected to have ended.</summary>
internal sealed class RecentDurations
{
    private const int Capacity = 9;

    // The margin above the median that makes up for the resolution of timers, and for few durations that are equal by chance.
    private const double MinMarginShare = 0.01;
    private const double MinMarginSeconds = 0.01;

    // With a larger spread, the plain schedule sees the end of a job earlier than the expectation.
    private const double MaxSpreadSeconds = 0.03;

    // A job that is faster than this share of the median is unexpected.
    private const double FastShare = 0.9;

    private readonly List<double> _seconds = [];
    private DateTimeOffset? _lastEnd;
    private int _lastDeviation;

    /// <summary>The expected duration of the next job; null if less than two durations are known, or if they scatter.</summary>
    public ExpectedDuration? Expected { get; private set; }

    /// <summary>
    /// Adds a job that succeeded. A job that was submitted before the previous job had ended is ignored: the time that it waited for
    /// the other job says nothing about the next job.
    /// </summary>
    /// <param name="created">When the service created the job.</param>
    /// <param name="ended">When the job ended.</param>
    public void Add(DateTimeOffset created, DateTimeOffset ended)
    {
        bool overlaps = created < _lastEnd;
        _lastEnd = ended > _lastEnd ? ended : _lastEnd ?? ended;
        if (overlaps || ended < created)
        {
            return;
        }

        double seconds = (ended - created).TotalSeconds;
        _seconds.Add(seconds);
        if (_seconds.Count > Capacity)
        {
            _seconds.RemoveAt(0);
        }

        int deviation = GetDeviation(seconds);
        bool isChange = deviation != 0 && deviation == _lastDeviation;
        _lastDeviation = isChange ? 0 : deviation;
        if (isChange)
        {
            // The durations before two unexpected durations in a row no longer count.
            _seconds.RemoveRange(0, _seconds.Count - 2);
        }

        // One unexpected duration alone can be an exception.
        if (isChange || deviation == 0)
        {
            Expected = Estimate();
        }
    }

    // 1 if the first poll was too early, -1 if it was much too late.
    private int GetDeviation(double seconds) => Expected switch
    {
        null => 0,
        var expected when seconds > expected.Poll.TotalSeconds => 1,
        var expected when seconds < (expected.Poll - expected.Margin).TotalSeconds * FastShare => -1,
        _ => 0,
    };

    private ExpectedDuration? Estimate()
    {
        double[] sorted = [.. _seconds.Order()];
        if (sorted.Length < 2)
        {
            return null;
        }

        // In a normal distribution, 90 % of the values are below the median plus 0.95 of the spread of the middle half. Unlike the
        // ninth decile of nine values, both are insensitive to a single exceptional job.
        double median = GetQuantile(sorted, 0.5);
        double spread = GetQuantile(sorted, 0.75) - GetQuantile(sorted, 0.25);
        if (spread > Math.Max(median * PollingSchedule.Share, MaxSpreadSeconds))
        {
            return null;
        }

        double margin = Math.Max(spread, Math.Max(median * MinMarginShare, MinMarginSeconds));
        return new ExpectedDuration(TimeSpan.FromSeconds(median + margin), TimeSpan.FromSeconds(margin));
    }

    private static double GetQuantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int index = (int)position;
        return index + 1 == sorted.Length
            ? sorted[index]
            : sorted[index] + ((position - index) * (sorted[index + 1] - sorted[index]));
    }
}
