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
    public void Bar_is_proportional_to_the_remaining_width(int outcomeLength, double share, int width, int whole, int half)
    {
        Assert.Equal(new string('█', whole) + new string('▌', half), Histogram.Bar(outcomeLength, share, width, useBlocks: true));
        Assert.Equal(new string('#', whole + half), Histogram.Bar(outcomeLength, share, width, useBlocks: false));
    }

    [Fact]
    public void Rows_scales_the_bars_to_the_most_probable_outcome()
    {
        HistogramRow[] outcomes = [new("00", 0.5, "~500"), new("11", 0.25, ""), new("10", 0, "123456")];

        Assert.Equal(
            ["Outcome Probability    Count Bar", "------- -----------    ----- ---"],
            Histogram.Header(outcomes, 80).Split(Environment.NewLine));
        Assert.Equal(
            [
                $"00           0.5000     ~500 {new string('#', 46)}",
                $"11           0.2500          {new string('#', 23)}",
                "10           0.0000   123456",
            ],
            Histogram.Rows(outcomes, 80, useBlocks: false).Split(Environment.NewLine));
    }

    [Fact]
    public void Rows_of_a_uniform_distribution_have_full_bars() =>
        Assert.All(
            Histogram.Rows([new("0", 0.5, ""), new("1", 0.5, "")], 80, useBlocks: false).Split(Environment.NewLine),
            row => Assert.EndsWith($" {new string('#', 47)}", row, StringComparison.Ordinal));

    [Theory]
    [InlineData(49, true)]
    [InlineData(50, false)]
    [InlineData(100, false)]
    public void Rows_have_no_bars_and_complete_outcomes_in_a_narrow_window(int qubits, bool hasBars)
    {
        HistogramRow[] outcomes = [new(new string('0', qubits), 1, "1")];

        string header = Histogram.Header(outcomes, 80).Split(Environment.NewLine)[0];
        string row = Histogram.Rows(outcomes, 80, useBlocks: true);

        Assert.Equal(hasBars, header.EndsWith(" Bar", StringComparison.Ordinal));
        Assert.Equal(hasBars, row.EndsWith(" ████████", StringComparison.Ordinal));
        Assert.StartsWith($"{new string('0', qubits)}      1.0000        1", row, StringComparison.Ordinal);
        Assert.True(!hasBars || row.Length < 80);
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(17, "... and 1 more outcome in Histogram.")]
    [InlineData(64, "... and 48 more outcomes in Histogram.")]
    public void Rows_stop_after_16_outcomes_and_count_the_others(int outcomes, string? more)
    {
        HistogramRow[] rows = [.. Enumerable.Range(0, outcomes).Select(i => new HistogramRow($"{i:000000}", 1.0 / outcomes, ""))];

        string[] lines = Histogram.Rows(rows, 80, useBlocks: true).Split(Environment.NewLine);

        Assert.Equal(16 + (more is null ? 0 : 1), lines.Length);
        Assert.StartsWith(more ?? "000015 ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Header_and_Rows_are_empty_without_outcomes()
    {
        Assert.Equal("", Histogram.Header([], 80));
        Assert.Equal("", Histogram.Rows([], 80, useBlocks: true));
    }
}
