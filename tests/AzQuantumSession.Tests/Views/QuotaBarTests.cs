using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Views;

public sealed class QuotaBarTests
{
    [Theory]
    [InlineData(45.9, 500, "Lifetime", 120, "#####       45 % of 500, Lifetime")]
    [InlineData(45.9, 500, "Lifetime", 87, "#####       45 % of 500")]
    [InlineData(45.9, 500, "Lifetime", 80, "#####       45 %")]
    [InlineData(99.9, 500, null, 120, "##########  99 % of 500")]
    [InlineData(100000.0, 500, null, 80, "########## 999 %")]
    [InlineData(null, 500, "Lifetime", 120, "                 of 500, Lifetime")]
    [InlineData(null, 500, "Lifetime", 80, "")]
    [InlineData(null, null, "Lifetime", 120, null)]
    public void Format_shows_what_fits_the_window(double? percent, int? limit, string? period, int width, string? expected) =>
        Assert.Equal(expected, QuotaBar.Format(percent, limit, period, width, useBlocks: false));
}
