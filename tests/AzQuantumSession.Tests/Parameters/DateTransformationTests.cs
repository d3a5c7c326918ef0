using System.Management.Automation;
using AzQuantumSession.Parameters;
using AzQuantumSession.Tests.Views;

namespace AzQuantumSession.Tests.Parameters;

public sealed class DateTransformationTests
{
    // Noon on the day after the clocks were set forward.
    private static readonly DateTimeOffset Now = new(2026, 3, 30, 12, 0, 0, TimeSpan.FromHours(2));

    private readonly DateParser _parser = new(CentralEuropeanTime.CreateClock(Now));

    [Theory]
    [InlineData("2h", 2)]
    [InlineData("90m", 1.5)]
    [InlineData("1d", 24)]
    [InlineData("1.5h", 1.5)]
    [InlineData("1d12h", 36)]
    [InlineData("0s", 0)]
    public void Parse_subtracts_a_duration_from_the_current_time(string given, double hours) => AssertParses(Now.AddHours(-hours), given);

    [Theory]
    [InlineData("today", "2026-03-30T00:00:00+02:00")]
    [InlineData("TODAY", "2026-03-30T00:00:00+02:00")]
    [InlineData(" yesterday ", "2026-03-29T00:00:00+01:00")]
    [InlineData("2026-01-31T14:30:00Z", "2026-01-31T14:30:00Z")]
    [InlineData("2026-01-31T14:30+02:00", "2026-01-31T14:30:00+02:00")]
    [InlineData("2026-01-31 14:30:15.25-08:00", "2026-01-31T14:30:15.25-08:00")]
    [InlineData("01/31/2026 14:30:00 +00:00", "2026-01-31T14:30:00Z")]
    public void Parse_reads_days_and_instants(string given, string expected) =>
        AssertParses(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), given);

    [Theory]
    [InlineData("2026-01-31", 0)]
    [InlineData("1/31/2026", 0)]
    [InlineData("2026-01-31 14:30", 14.5)]
    [InlineData("2026-01-31T14:30:00", 14.5)]
    public void Parse_reads_a_date_without_an_offset_as_local_time(string given, double hours) =>
        Assert.Equal(new DateTimeOffset(new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Local).AddHours(hours)), _parser.Parse(given));

    [Fact]
    public void Parse_accepts_objects()
    {
        var utc = new DateTime(2026, 1, 31, 14, 30, 0, DateTimeKind.Utc);

        Assert.Equal(Now, _parser.Parse(Now));
        Assert.Equal(new DateTimeOffset(utc), _parser.Parse(utc));
        Assert.Equal(Now.AddMinutes(-30), _parser.Parse(TimeSpan.FromMinutes(30)));
        Assert.Equal(Now, _parser.Parse(PSSerializer.Deserialize(PSSerializer.Serialize(Now))));
        Assert.Null(_parser.Parse(new PSObject()));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("90")]
    [InlineData(90)]
    [InlineData("1.5")]
    [InlineData("-2h")]
    [InlineData("99999999999999999999d")]
    [InlineData("36501d")]
    [InlineData("14:30")]
    [InlineData("31.1.2026")]
    [InlineData("31/1/2026")]
    [InlineData("2026-02-30")]
    [InlineData("May")]
    [InlineData(true)]
    public void Parse_returns_null_for_other_values(object given) => Assert.Null(_parser.Parse(given));

    [Fact]
    public void Parse_returns_null_for_a_time_in_the_future_or_without_an_instant()
    {
        Assert.Null(_parser.Parse(TimeSpan.FromMinutes(-30)));
        Assert.Null(_parser.Parse(TimeSpan.MaxValue));
    }

    [Fact]
    public void Transform_names_the_forms_for_another_value()
    {
        var attribute = new DateTransformationAttribute();

        string message = Assert.Throws<ArgumentTransformationMetadataException>(() => attribute.Transform(null!, "soon")).Message;

        Assert.Contains("'soon' is not a date. Specify a time ago with its unit (90m, 2h, 7d), today, yesterday, a date (2026-01-31)", message, StringComparison.Ordinal);
        Assert.Null(attribute.Transform(null!, null));
        Assert.Equal(Now, attribute.Transform(null!, Now));
    }

    private void AssertParses(DateTimeOffset expected, string given)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, _parser.Parse(given));
        Assert.Equal(expected, _parser.Parse(PSObject.AsPSObject(given)));
    }
}
