using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Views;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(2, 1, 80, 46, 0)]
    [InlineData(2, 0.5, 80, 23, 0)]
    [InlineData(2, 0.25, 80, 11, 1)]
    [InlineData(2, 0.01, 80, 0, 1)]
    [InlineData(2, 0.005, 80, 0, 0)]
    [InlineData(2, 0, 80, 0, 0)]
    [InlineData(2, 1, 1000, 50, 0)]
    [InlineData(2, 1, 35, 8, 0)]
    [InlineData(100, 1, 80, 8, 0)]
    [InlineData(2, 1.5, 80, 46, 0)]
    [InlineData(2, -0.5, 80, 0, 0)]
    [InlineData(2, double.NaN, 80, 0, 0)]
    [InlineData(2, double.PositiveInfinity, 80, 46, 0)]
    public void Bar_is_proportional_to_the_remaining_width(int outcomeLength, double probability, int width, int whole, int half)
    {
        Assert.Equal(new string('█', whole) + new string('▌', half), Histogram.Bar(outcomeLength, probability, width, useBlocks: true));
        Assert.Equal(new string('#', whole + half), Histogram.Bar(outcomeLength, probability, width, useBlocks: false));
    }

    [Fact]
    public void Draw_has_a_row_for_each_outcome()
    {
        string text = Histogram.Draw([new("00", 0.5, "500"), new("11", 0.25, ""), new("10", 0, "123456")], 80, useBlocks: false);

        Assert.Equal(
            [
                "Outcome Probability  Count Bar",
                "------- -----------  ----- ---",
                "00           0.5000    500 #######################",
                "11           0.2500        ############",
                "10           0.0000 123456",
            ],
            text.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData(52, true)]
    [InlineData(53, false)]
    [InlineData(100, false)]
    public void Draw_omits_bars_and_shows_complete_outcomes_in_a_narrow_window(int qubits, bool hasBars)
    {
        string outcome = new('0', qubits);

        string[] lines = Histogram.Draw([new(outcome, 1, "1")], 80, useBlocks: true).Split(Environment.NewLine);

        Assert.Equal(hasBars, lines[0].EndsWith(" Bar", StringComparison.Ordinal));
        Assert.Equal(hasBars, lines[2].EndsWith(" ████████", StringComparison.Ordinal));
        Assert.StartsWith($"{outcome}      1.0000     1", lines[2], StringComparison.Ordinal);
        Assert.True(!hasBars || lines[2].Length < 80);
    }

    [Theory]
    [InlineData(32, null)]
    [InlineData(33, "... and 1 more outcome in Histogram.")]
    [InlineData(64, "... and 32 more outcomes in Histogram.")]
    public void Draw_stops_after_32_outcomes_and_counts_the_others(int outcomes, string? more)
    {
        HistogramRow[] rows = [.. Enumerable.Range(0, outcomes).Select(i => new HistogramRow($"{i:000000}", 1.0 / outcomes, ""))];

        string[] lines = Histogram.Draw(rows, 80, useBlocks: true).Split(Environment.NewLine);

        Assert.Equal(2 + 32 + (more is null ? 0 : 1), lines.Length);
        Assert.StartsWith(more ?? "000031 ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_is_empty_without_outcomes() => Assert.Equal("", Histogram.Draw([], 80, useBlocks: true));
}
