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
    public void ToTimeSpan_reads_a_number_as_seconds(object given, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SecondsTransformationAttribute.ToTimeSpan(given));

    [Fact]
    public void ToTimeSpan_returns_a_TimeSpan_unchanged() =>
        Assert.Equal(TimeSpan.FromMinutes(2), SecondsTransformationAttribute.ToTimeSpan(TimeSpan.FromMinutes(2)));

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("soon")]
    [InlineData(null)]
    public void ToTimeSpan_returns_null_for_other_values(string? given) => Assert.Null(SecondsTransformationAttribute.ToTimeSpan(given));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void ToTimeSpan_throws_for_an_invalid_number_of_seconds(double given) =>
        Assert.ThrowsAny<Exception>(() => SecondsTransformationAttribute.ToTimeSpan(given));
}
