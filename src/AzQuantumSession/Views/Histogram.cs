using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>Draws the outcomes of a job as a table with bars.</summary>
internal static class Histogram
{
    /// <summary>The maximum number of outcomes to draw.</summary>
    public const int MaxRows = 16;

    private const string OutcomeHeader = "Outcome";
    private const string ProbabilityHeader = "Probability";
    private const string CountHeader = "Count";
    private const string BarHeader = "Bar";

    // The header of the first result is the header of all results with outcomes of the same length, so its columns don't depend on values.
    private const int CountWidth = 8;

    private const int MinBarWidth = 8;
    private const int MaxBarWidth = 50;

    /// <summary>The bar of an outcome.</summary>
    /// <param name="outcomeLength">The length of the outcome's text, in characters.</param>
    /// <param name="share">The proportion of the available width, from 0 to 1.</param>
    /// <param name="windowWidth">The width of the window, in characters. The available width is the width without the other columns.</param>
    /// <param name="useBlocks">True to draw blocks, in steps of half a character; false to draw <c>#</c>.</param>
    public static string Bar(int outcomeLength, double share, int windowWidth, bool useBlocks)
    {
        const int OtherColumns = 32;
        int availableWidth = Math.Clamp(windowWidth - outcomeLength - OtherColumns, MinBarWidth, MaxBarWidth);
        return Fill(availableWidth, share, useBlocks);
    }

    /// <summary>A bar that fills a share of a width.</summary>
    /// <param name="width">The width of the whole, in characters.</param>
    /// <param name="share">The share, from 0 to 1. NaN is 0.</param>
    /// <param name="useBlocks">True to draw blocks, in steps of half a character; false to draw <c>#</c>.</param>
    public static string Fill(int width, double share, bool useBlocks)
    {
        // The comparison is also false for NaN.
        double limited = share > 0 ? Math.Min(share, 1) : 0;
        int halves = (int)Math.Round(2 * width * limited);
        (int whole, int half) = Math.DivRem(halves, 2);
        return useBlocks ? new string('█', whole) + new string('▌', half) : new string('#', whole + half);
    }

    /// <summary>The header of the table of outcomes; empty if there are no outcomes.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="windowWidth">The width of the window, in characters. Bars are omitted if the window is too narrow.</param>
    public static string Header(IReadOnlyList<HistogramRow> outcomes, int windowWidth)
    {
        if (outcomes.Count == 0)
        {
            return "";
        }

        int width = OutcomeWidth(outcomes);
        string[] headers = [OutcomeHeader, ProbabilityHeader, CountHeader, BarHeader];
        string[] lines = [.. headers.Select(header => new string('-', header.Length))];
        return Line(headers) + Environment.NewLine + Line(lines);

        string Line(string[] texts) => JoinColumns(width, texts[0], texts[1], texts[2], HasBars(width, windowWidth) ? texts[3] : "");
    }

    /// <summary>The rows of the first outcomes, and the number of other outcomes. The highest bar fills the available width.</summary>
    /// <param name="outcomes">The outcomes, the most probable first.</param>
    /// <param name="windowWidth">The width of the window, in characters. Bars are omitted if the window is too narrow.</param>
    /// <param name="useBlocks">True to draw the bars with blocks; false to draw them with <c>#</c>.</param>
    public static string Rows(IReadOnlyList<HistogramRow> outcomes, int windowWidth, bool useBlocks)
    {
        int width = OutcomeWidth(outcomes);
        double max = outcomes.Select(row => row.Share).DefaultIfEmpty().Max();
        IEnumerable<string> lines = outcomes.Take(MaxRows).Select(row => JoinColumns(
            width,
            row.Outcome,
            row.Probability,
            row.Count,
            HasBars(width, windowWidth) ? Bar(row.Outcome.Length, row.Share / max, windowWidth, useBlocks) : ""));
        int more = outcomes.Count - MaxRows;
        return string.Join(
            Environment.NewLine,
            more > 0 ? lines.Append($"... and {more} more {(more == 1 ? "outcome" : "outcomes")} in Histogram.") : lines);
    }

    private static int OutcomeWidth(IReadOnlyList<HistogramRow> outcomes) =>
        outcomes.Take(MaxRows).Select(row => row.Outcome.Length).Append(OutcomeHeader.Length).Max();

    private static bool HasBars(int outcomeWidth, int windowWidth) =>
        outcomeWidth + ProbabilityHeader.Length + CountWidth + MinBarWidth + 3 < windowWidth;

    private static string JoinColumns(int outcomeWidth, string outcome, string probability, string count, string bar) =>
        $"{outcome.PadRight(outcomeWidth)} {probability.PadLeft(ProbabilityHeader.Length)} {count.PadLeft(CountWidth)} {bar}".TrimEnd();
}

/// <summary>An outcome in a histogram.</summary>
/// <param name="Outcome">The measured bits.</param>
/// <param name="Share">The probability, from 0 to 1; NaN if it is not known.</param>
/// <param name="Count">The number of shots as text, with a tilde if it was computed from the probability; empty if it is not known.</param>
internal sealed record HistogramRow(string Outcome, double Share, string Count)
{
    /// <summary>The probability as text; empty if it is not known.</summary>
    public string Probability => double.IsNaN(Share) ? "" : DisplayText.Probability(Share);

    /// <summary>Reads an outcome. PowerShell may have serialized the outcome to a string only.</summary>
    public static HistogramRow Read(object outcome)
    {
        PSObject item = PSObject.AsPSObject(outcome);
        return new HistogramRow(
            VisibleText.Line(item.Text(nameof(QuantumOutcome.Outcome)) ?? $"{item}"),
            item.Value<double?>(nameof(QuantumOutcome.Probability)) ?? double.NaN,
            item.Value<long?>(nameof(QuantumOutcome.Count)) is { } count
                ? (item.Value<bool>(nameof(QuantumOutcome.IsCountDerived)) ? "~" : "") + count.ToString(CultureInfo.InvariantCulture)
                : "");
    }
}
