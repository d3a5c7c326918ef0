using AzQuantumSession.Parameters;

namespace AzQuantumSession.Tests.Parameters;

public sealed class SecondsTransformationTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(0.5, 0.5)]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData((byte)3, 3)]
    public void A_number_is_seconds(object given, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SecondsTransformationAttribute.ToTimeSpan(given));

    [Fact]
    public void A_TimeSpan_stays_one() =>
        Assert.Equal(TimeSpan.FromMinutes(2), SecondsTransformationAttribute.ToTimeSpan(TimeSpan.FromMinutes(2)));

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("soon")]
    [InlineData(null)]
    public void The_rest_is_left_to_PowerShell(string? given) => Assert.Null(SecondsTransformationAttribute.ToTimeSpan(given));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void A_time_that_no_clock_takes_is_refused(double given) =>
        Assert.ThrowsAny<Exception>(() => SecondsTransformationAttribute.ToTimeSpan(given));
}
