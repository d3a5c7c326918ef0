namespace AzQuantumSession.Tests.Model;

public sealed class TimeIntervalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "", "0-10")]
    [InlineData("0-2", "0-2", "2-10")]
    [InlineData("3-5 0-2", "0-2 3-5", "2-3 5-10")]
    [InlineData("0-2 2-4", "0-4", "4-10")]
    [InlineData("0-9 2-4 8-10", "0-10", "")]
    [InlineData("1-1 5-3", "", "0-10")]
    [InlineData("-5-15", "-5-15", "")]
    [InlineData("2-4 6-8", "2-4 6-8", "0-2 4-6 8-10")]
    [InlineData("-5-2 9-15", "-5-2 9-15", "2-9")]
    [InlineData("20-30", "20-30", "0-10")]
    [InlineData("-9--5", "-9--5", "0-10")]
    public void Merge_joins_intervals_that_overlap_or_touch_and_Except_returns_the_gaps(string intervals, string merged, string gaps)
    {
        IReadOnlyList<TimeInterval> actual = TimeInterval.Merge(Parse(intervals));

        Assert.Equal(merged, Format(actual));
        Assert.Equal(gaps, Format(Interval(0, 10).Except(actual)));
    }

    [Theory]
    [InlineData(5, 15, 5, 10)]
    [InlineData(2, 3, 2, 3)]
    public void Intersect_returns_the_common_part(int start, int end, int expectedStart, int expectedEnd) =>
        Assert.Equal(Interval(expectedStart, expectedEnd), Interval(0, 10).Intersect(Interval(start, end)));

    [Fact]
    public void Intersect_of_separate_intervals_is_empty()
    {
        TimeInterval none = Interval(0, 10).Intersect(Interval(20, 30));

        Assert.True(none.IsEmpty);
        Assert.Equal(TimeSpan.Zero, none.Duration);
    }

    private static TimeInterval Interval(int start, int end) => new(Noon.AddSeconds(start), Noon.AddSeconds(end));

    private static IEnumerable<TimeInterval> Parse(string intervals) => intervals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
    {
        int separator = text.IndexOf('-', 1);
        return Interval(int.Parse(text[..separator], null), int.Parse(text[(separator + 1)..], null));
    });

    private static string Format(IEnumerable<TimeInterval> intervals) =>
        string.Join(' ', intervals.Select(interval => $"{(interval.Start - Noon).TotalSeconds:0}-{(interval.End - Noon).TotalSeconds:0}"));
}
