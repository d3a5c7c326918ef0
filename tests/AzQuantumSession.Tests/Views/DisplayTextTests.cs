using System.Globalization;
using System.Management.Automation;
using AzQuantumSession.Views;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Views;

public sealed class DisplayTextTests
{
    /// <summary>UTC+1, and UTC+2 from 2026-03-29 01:00 UTC to 2026-10-25 01:00 UTC.</summary>
    private static readonly TimeZoneInfo Zone = CreateZone();

    [Theory]
    [InlineData("Succeeded", "\e[32m")]
    [InlineData("succeeded", "\e[32m")]
    [InlineData("Completed", "\e[32m")]
    [InlineData("Executing", "\e[36m")]
    [InlineData("Failure(s)", "\e[93m")]
    [InlineData("Failed", "\e[31m")]
    [InlineData("TimedOut", "\e[31m")]
    [InlineData("Cancelled", "\e[31m")]
    public void Status_colors_the_statuses_that_say_how_it_goes(string status, string color) =>
        Assert.Equal($"{color}{status}\e[0m", DisplayText.Status(status));

    [Theory]
    [InlineData("Waiting")]
    [InlineData("Queued")]
    [InlineData("SomethingNew")]
    [InlineData("")]
    public void Status_leaves_other_statuses_plain(string status) => Assert.Equal(status, DisplayText.Status(status));

    [Theory]
    [InlineData("Available", "\e[32mAvailable\e[0m")]
    [InlineData("Degraded", "\e[93mDegraded\e[0m")]
    [InlineData("Unavailable", "\e[31mUnavailable\e[0m")]
    [InlineData("SomethingNew", "SomethingNew")]
    public void Availability_is_colored(string availability, string expected) => Assert.Equal(expected, DisplayText.Availability(availability));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29 01:59:59 +01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29 03:00:00 +02:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25 02:30:00 +02:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25 02:30:00 +01:00")]
    [InlineData("2026-07-01T12:00:00-07:00", "2026-07-01 21:00:00 +02:00")]
    public void Time_is_local_with_its_offset(string time, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.Time(Instant(time), Zone));
    }

    [Theory]
    [InlineData("2026-07-01T11:59:00Z", "07-01 13:59")]
    [InlineData("2026-07-02T11:59:00Z", "07-02 13:59")]
    [InlineData("2026-01-02T12:00:01Z", "01-02 13:00")]
    [InlineData("2026-01-02T12:00:00Z", "2026-01-02")]
    [InlineData("2024-12-31T23:30:00Z", "2025-01-01")]
    public void ShortTime_has_the_hour_for_180_days_and_then_the_year(string time, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.ShortTime(Instant(time), Clock("2026-07-01T12:00:00Z")));
    }

    [Theory]
    [InlineData("00:00:00", "00:00:00")]
    [InlineData("00:00:00.9999999", "00:00:00")]
    [InlineData("23:59:59.9999999", "23:59:59")]
    [InlineData("1.00:00:00", "1d 00:00")]
    [InlineData("9.23:59:59", "9d 23:59")]
    [InlineData("10.00:00:00", "10d 00h")]
    [InlineData("12.03:59:59", "12d 03h")]
    [InlineData("99.23:59:59", "99d 23h")]
    [InlineData("100.00:00:00", "100d")]
    [InlineData("10675199.02:48:05", "10675199d")]
    [InlineData("-00:00:01", "00:00:00")]
    [InlineData("-3.00:00:00", "00:00:00")]
    public void Duration_fits_the_column(string duration, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.Duration(TimeSpan.Parse(duration, CultureInfo.InvariantCulture), null, TimeProvider.System));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "01:00:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "01:00:00")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", "1d 00:00")]
    public void Duration_of_what_goes_on_is_right_across_a_change_of_summer_time(string start, string now, string expected) =>
        Assert.Equal(expected, DisplayText.Duration(null, TimeZoneInfo.ConvertTime(Instant(start), Zone), Clock(now)));

    [Fact]
    public void Duration_prefers_the_known_one() =>
        Assert.Equal("00:00:01", DisplayText.Duration(TimeSpan.FromSeconds(1), Instant("2026-01-01T00:00:00Z"), Clock("2026-07-01T12:00:00Z")));

    [Fact]
    public void Duration_is_null_where_nothing_is_known() => Assert.Null(DisplayText.Duration(null, null, TimeProvider.System));

    [Theory]
    [InlineData("2026-10-25T01:09:59Z", "09:59 (close it, or submit a job)")]
    [InlineData("2026-10-25T01:00:00.1Z", "00:00 (close it, or submit a job)")]
    [InlineData("2026-10-25T02:15:00Z", "75:00 (close it, or submit a job)")]
    [InlineData("2026-10-25T01:00:00Z", "due")]
    [InlineData("2026-10-25T00:59:00Z", "due")]
    public void Countdown_has_minutes_and_seconds_until_it_is_due(string timeout, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.Countdown(TimeZoneInfo.ConvertTime(Instant(timeout), Zone), Clock("2026-10-25T01:00:00Z")));
    }

    [Theory]
    [InlineData("0", "USD", "0.00 USD")]
    [InlineData("0.0099999", "USD", "<0.01 USD")]
    [InlineData("0.01", "USD", "0.01 USD")]
    [InlineData("1.327", "USD", "1.33 USD")]
    [InlineData("999.99", "EUR", "999.99 EUR")]
    [InlineData("1000", "USD", "1,000 USD")]
    [InlineData("12345.6", "USD", "12,346 USD")]
    [InlineData("-1.5", "USD", "-1.50 USD")]
    [InlineData("1.5", null, "1.50")]
    public void ShortCost_is_rounded_for_a_column(string total, string? currency, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.ShortCost(decimal.Parse(total, CultureInfo.InvariantCulture), currency));
    }

    [Theory]
    [InlineData("1600", "1600")]
    [InlineData("0.000975", "0.000975")]
    [InlineData("0.0000001", "0")]
    [InlineData("1234.5600", "1234.56")]
    public void Amount_has_up_to_six_decimals(string amount, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.Amount(decimal.Parse(amount, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(0, "0.0000")]
    [InlineData(0.015625, "0.0156")]
    [InlineData(1, "1.0000")]
    public void Probability_has_four_decimals(double probability, string expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, DisplayText.Probability(probability));
    }

    [Fact]
    public void KeyValueLines_writes_out_values_lists_and_dictionaries()
    {
        using var culture = new ForeignCulture();
        var entries = new System.Collections.Specialized.OrderedDictionary
        {
            ["shots"] = 1000L,
            ["noise"] = 0.25,
            ["model"] = "aria-1",
            ["debias"] = true,
            ["nothing"] = null,
            ["list"] = new object?[] { 1, "two", 3.5 },
            ["nested"] = new Dictionary<string, object?> { ["a"] = 1.5m, ["b"] = new[] { 1, 2 } },
            ["wrapped"] = new PSObject(0.5),
        };

        Assert.Equal(
            ["shots: 1000", "noise: 0.25", "model: aria-1", "debias: True", "nothing: ", "list: [1, two, 3.5]", "nested: {a: 1.5, b: [1, 2]}", "wrapped: 0.5"],
            DisplayText.KeyValueLines(entries));
    }

    [Fact]
    public void KeyValueLines_has_no_line_for_no_entry() => Assert.Empty(DisplayText.KeyValueLines(new Dictionary<string, string>()));

    [Fact]
    public void JobSummary_counts_jobs_by_status()
    {
        Assert.Equal("2 Succeeded, 1 Failed", DisplayText.JobSummary(new Dictionary<string, int> { ["Succeeded"] = 2, ["Failed"] = 1 }));
        Assert.Equal("none", DisplayText.JobSummary(new Dictionary<string, int>()));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static FakeTimeProvider Clock(string now)
    {
        var clock = new FakeTimeProvider(Instant(now));
        clock.SetLocalTimeZone(Zone);
        return clock;
    }

    private static TimeZoneInfo CreateZone()
    {
        static TimeZoneInfo.TransitionTime LastSunday(int month, int hour) =>
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, hour, 0, 0, DateTimeKind.Unspecified), month, 5, DayOfWeek.Sunday);
        TimeZoneInfo.AdjustmentRule summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), LastSunday(3, 2), LastSunday(10, 3));
        return TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(1), "Test", "Test", "Test summer", [summer]);
    }
}
