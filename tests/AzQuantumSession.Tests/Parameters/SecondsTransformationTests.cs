using System.Management.Automation;
using AzQuantumSession.Parameters;
using AzQuantumSession.Tests.Views;

namespace AzQuantumSession.Tests.Parameters;

public sealed class SecondsTransformationTests
{
    private readonly SecondsTransformationAttribute _attribute = new();

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0.5, 0.5)]
    [InlineData(0, 0)]
    [InlineData((byte)3, 3)]
    [InlineData("90", 90)]
    [InlineData(" 90 ", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData("1e3", 1000)]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("1.5h", 5400)]
    [InlineData(".5h", 1800)]
    [InlineData("1D", 86_400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1 h 30 m", 5400)]
    [InlineData("00:05:00", 300)]
    [InlineData("00:00:00.5", 0.5)]
    [InlineData("1:30", 5400)]
    [InlineData("24:00:00", 86_400)]
    [InlineData("1.02:00:00", 93_600)]
    [InlineData("24d", 24 * 86_400)]
    public void ToTimeSpan_reads_seconds_units_and_hours_minutes_and_seconds(object given, double seconds)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(TimeSpan.FromSeconds(seconds), _attribute.ToTimeSpan(given));
        Assert.Equal(TimeSpan.FromSeconds(seconds), _attribute.ToTimeSpan(PSObject.AsPSObject(given)));
    }

    [Fact]
    public void ToTimeSpan_returns_a_TimeSpan_unchanged() =>
        Assert.Equal(TimeSpan.FromMinutes(2), _attribute.ToTimeSpan(TimeSpan.FromMinutes(2)));

    [Fact]
    public void Transform_returns_null_for_null() => Assert.Null(_attribute.Transform(null!, null));

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("5 bananas")]
    [InlineData("1,5h")]
    [InlineData("5m10")]
    [InlineData("h")]
    [InlineData("00:60:00")]
    [InlineData("2026-01-31")]
    [InlineData(true)]
    [InlineData(new int[0])]
    public void ToTimeSpan_names_the_forms_for_another_value(object given) => AssertRejects(given, $"'{LanguagePrimitives.ConvertTo<string>(given)}' is not a time");

    [Theory]
    [InlineData(-1)]
    [InlineData("-5")]
    [InlineData("-5m")]
    [InlineData("-00:05:00")]
    [InlineData(double.NaN)]
    [InlineData("NaN")]
    [InlineData(double.PositiveInfinity)]
    [InlineData("Infinity")]
    [InlineData(1e12)]
    [InlineData("1e400")]
    [InlineData("25d")]
    [InlineData("99999999999999999999999999d")]
    [InlineData("60.00:00:00")]
    [InlineData("-60.00:00:00")]
    [InlineData("99999999999999999999.00:00:00")]
    public void ToTimeSpan_rejects_a_time_out_of_range(object given) => AssertRejects(given, "is out of range. A time is from 0 to 24 days");

    [Theory]
    [InlineData(60)]
    [InlineData(-1)]
    [InlineData(10_000_000)]
    public void ToTimeSpan_rejects_a_TimeSpan_out_of_range(int days)
    {
        AssertRejects(TimeSpan.FromDays(days), "is out of range. A time is from 0 to 24 days");
        AssertRejects(PSObject.AsPSObject(TimeSpan.FromDays(days)), "is out of range. A time is from 0 to 24 days");
    }

    [Fact]
    public void All_time_parameters_have_the_same_rule() => Assert.All(
        typeof(SecondsTransformationAttribute).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties())
            .Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true) && property.PropertyType == typeof(TimeSpan?)),
        property => Assert.True(property.IsDefined(typeof(SecondsTransformationAttribute), inherit: true), property.Name));

    [Fact]
    public void MaxDays_allows_longer_times()
    {
        var attribute = new SecondsTransformationAttribute { MaxDays = 36_500 };

        Assert.Equal(TimeSpan.FromDays(400), attribute.ToTimeSpan("400d"));
        Assert.Contains("36500 days", Assert.Throws<ArgumentTransformationMetadataException>(() => attribute.ToTimeSpan("36501d")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData("99ms")]
    [InlineData(-1)]
    public void MinSeconds_rejects_shorter_times(object given)
    {
        var attribute = new SecondsTransformationAttribute { MinSeconds = 0.1 };
        using var culture = new ForeignCulture();

        Assert.Equal(TimeSpan.FromSeconds(0.1), attribute.ToTimeSpan("100ms"));
        Assert.Contains(
            "is out of range. A time is from 0.1 seconds to 24 days",
            Assert.Throws<ArgumentTransformationMetadataException>(() => attribute.ToTimeSpan(given)).Message,
            StringComparison.Ordinal);
    }

    private void AssertRejects(object given, string reason)
    {
        string message = Assert.Throws<ArgumentTransformationMetadataException>(() => _attribute.ToTimeSpan(given)).Message;

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("seconds (90), a number with a unit (500ms, 30s, 5m, 1.5h, 1d), or hours, minutes, and seconds (00:05:00)", message, StringComparison.Ordinal);
    }
}
