using System.Globalization;
using System.Management.Automation;
using AzQuantumSession.Views;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Views;

public sealed class DisplayTextTests
{
    private const string SummerTimeEnd = "2026-10-25T01:00:00Z";

    private static readonly TimeZoneInfo Zone = CentralEuropeanTime.Zone;

    [Theory]
    [InlineData("Succeeded", "\e[32m")]
    [InlineData("succeeded", "\e[32m")]
    [InlineData("Completed", "\e[32m")]
    [InlineData("Executing", "\e[36m")]
    [InlineData("Failure(s)", "\e[93m")]
    [InlineData("Failed", "\e[31m")]
    [InlineData("TimedOut", "\e[31m")]
    [InlineData("Cancelled", "\e[31m")]
    public void Status_colors_known_statuses(string status, string color) => Assert.Equal($"{color}{status}\e[0m", DisplayText.Status(status));

    [Theory]
    [InlineData("Waiting")]
    [InlineData("Queued")]
    [InlineData("SomethingNew")]
    [InlineData("")]
    public void Status_does_not_color_other_statuses(string status) => Assert.Equal(status, DisplayText.Status(status));

    [Theory]
    [InlineData("Available", "\e[32m")]
    [InlineData("Degraded", "\e[93m")]
    [InlineData("Unavailable", "\e[31m")]
    public void Availability_colors_known_values(string value, string color) => Assert.Equal($"{color}{value}\e[0m", DisplayText.Availability(value));

    [Fact]
    public void Availability_does_not_color_other_values() => Assert.Equal("SomethingNew", DisplayText.Availability("SomethingNew"));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29 01:59:59 +01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29 03:00:00 +02:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25 02:30:00 +02:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25 02:30:00 +01:00")]
    [InlineData("2026-07-01T12:00:00-07:00", "2026-07-01 21:00:00 +02:00")]
    public void Time_is_local_with_its_offset(string time, string expected) => AssertFormat(expected, () => DisplayText.Time(Instant(time), Zone));

    [Theory]
    [InlineData("2026-07-01T11:59:00Z", "07-01 13:59")]
    [InlineData("2026-07-02T11:59:00Z", "07-02 13:59")]
    [InlineData("2026-01-02T12:00:01Z", "01-02 13:00")]
    [InlineData("2026-01-02T12:00:00Z", "2026-01-02")]
    [InlineData("2024-12-31T23:30:00Z", "2025-01-01")]
    public void ShortTime_omits_the_year_within_180_days(string time, string expected) => AssertFormat(expected, () => DisplayText.ShortTime(Instant(time), Clock("2026-07-01T12:00:00Z")));

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
    public void Duration_fits_the_column(string duration, string expected) => AssertFormat(expected, () => DisplayText.Duration(Span(duration), null, TimeProvider.System));

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "01:00:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "01:00:00")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", "1d 00:00")]
    public void Duration_until_now_is_correct_across_a_change_of_summer_time(string start, string now, string expected) =>
        Assert.Equal(expected, DisplayText.Duration(null, LocalInstant(start), Clock(now)));

    [Fact]
    public void Duration_prefers_a_known_duration() =>
        Assert.Equal("00:00:01", DisplayText.Duration(TimeSpan.FromSeconds(1), Instant("2026-01-01T00:00:00Z"), Clock("2026-07-01T12:00:00Z")));

    [Fact]
    public void Duration_is_null_without_duration_and_start() => Assert.Null(DisplayText.Duration(null, null, TimeProvider.System));

    [Theory]
    [InlineData("2026-10-25T01:09:59Z", "09:59 (close it, or submit a job)")]
    [InlineData("2026-10-25T01:00:00.1Z", "00:00 (close it, or submit a job)")]
    [InlineData("2026-10-25T02:15:00Z", "75:00 (close it, or submit a job)")]
    [InlineData("2026-10-25T01:00:00Z", "due")]
    [InlineData("2026-10-25T00:59:00Z", "due")]
    public void Countdown_shows_minutes_and_seconds_until_it_is_due(string timeout, string expected) => AssertFormat(expected, () => DisplayText.Countdown(LocalInstant(timeout), Clock(SummerTimeEnd)));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(0.0099999, "<0.01")]
    [InlineData(0.01, "0.01")]
    [InlineData(1.327, "1.33")]
    [InlineData(99.99, "99.99")]
    [InlineData(-1.5, "-1.50")]
    public void ShortCost_has_two_decimals_below_100(double total, string expected) => AssertShortCost(expected, total);

    [Theory]
    [InlineData(99.995, "100.0")]
    [InlineData(999.94, "999.9")]
    [InlineData(999.95, "1,000")]
    [InlineData(9999.4, "9,999")]
    [InlineData(9999.5, "10.0k")]
    [InlineData(12345.6, "12.3k")]
    [InlineData(99950, "100k")]
    [InlineData(1234567, "1,235k")]
    public void ShortCost_is_rounded_for_a_column_from_100(double total, string expected) => AssertShortCost(expected, total);

    [Theory]
    [InlineData("1600", "1600")]
    [InlineData("0.000975", "0.000975")]
    [InlineData("0.0000001", "0")]
    [InlineData("1234.5600", "1234.56")]
    public void Amount_has_up_to_six_decimals(string amount, string expected) => AssertFormat(expected, () => DisplayText.Amount(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, "0.0000")]
    [InlineData(0.015625, "0.0156")]
    [InlineData(1, "1.0000")]
    public void Probability_has_four_decimals(double probability, string expected) =>
        AssertFormat(expected, () => DisplayText.Probability(probability));

    [Fact]
    public void KeyValueLines_formats_values_lists_and_dictionaries()
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
    public void KeyValueLines_is_empty_without_entries() => Assert.Empty(DisplayText.KeyValueLines(new Dictionary<string, string>()));

    [Fact]
    public void JobSummary_counts_jobs_by_status()
    {
        Assert.Equal("2 Succeeded, 1 Failed", DisplayText.JobSummary(new Dictionary<string, int> { ["Succeeded"] = 2, ["Failed"] = 1 }));
        Assert.Equal("none", DisplayText.JobSummary(new Dictionary<string, int>()));
    }

    private static void AssertShortCost(string expected, double total)
    {
        AssertFormat(expected, () => DisplayText.ShortCost((decimal)total, null));
        AssertFormat($"{expected} EUR", () => DisplayText.ShortCost((decimal)total, "EUR"));
    }

    /// <summary>Asserts that the text doesn't depend on the current culture.</summary>
    private static void AssertFormat(string expected, Func<string?> format)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, format());
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset LocalInstant(string text) => TimeZoneInfo.ConvertTime(Instant(text), Zone);

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static FakeTimeProvider Clock(string now) => CentralEuropeanTime.CreateClock(Instant(now));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("12.50", "12.5")]
    [InlineData("0.3333333", "0.333333")]
    [InlineData("16666666.5", "16666666")]
    [InlineData("1234567.891", "1234568")]
    [InlineData("123456.789", "123456.8")]
    [InlineData("1666666667", "1.67E+9")]
    public void ShortAmount_has_at_most_8_characters(string amount, string expected) =>
        Assert.Equal(expected, DisplayText.ShortAmount(decimal.Parse(amount, CultureInfo.InvariantCulture)));
}
