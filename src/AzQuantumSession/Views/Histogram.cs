using System.Globalization;
using System.Management.Automation;
using System.Text;
using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>Draws the outcomes of a job as a table with bars.</summary>
internal static class Histogram
{
    /// <summary>The maximum number of outcomes to draw.</summary>
    public const int MaxRows = 32;

    private const string OutcomeHeader = "Outcome";
    private const string ProbabilityHeader = "Probability";
    private const string CountHeader = "Count";
    private const string BarHeader = "Bar";

    private const int MinBarWidth = 8;
    private const int MaxBarWidth = 50;

    /// <summary>The bar of an outcome.</summary>
    /// <param name="outcomeLength">The length of the outcome's text, in characters.</param>
    /// <param name="probability">The probability, from 0 to 1. A probability of 1 fills the available width.</param>
    /// <param name="windowWidth">The width of the window, in characters. The available width is the width without the other columns.</param>
    /// <param name="useBlocks">True to draw blocks, in steps of half a character; false to draw <c>#</c>.</param>
    public static string Bar(int outcomeLength, double probability, int windowWidth, bool useBlocks)
    {
        const int OtherColumns = 32;
        int availableWidth = Math.Clamp(windowWidth - outcomeLength - OtherColumns, MinBarWidth, MaxBarWidth);
        // The comparison is also false for NaN.
        double share = probability > 0 ? Math.Min(probability, 1) : 0;
        int halves = (int)Math.Round(2 * availableWidth * share);
        (int whole, int half) = Math.DivRem(halves, 2);
        return useBlocks ? new string('█', whole) + new string('▌', half) : new string('#', whole + half);
    }

    /// <summary>The table of the first outcomes, and the number of other outcomes.</summary>
    /// <param name="outcomes">The outcomes, the most probable first.</param>
    /// <param name="windowWidth">The width of the window, in characters. Bars are omitted if the window is too narrow.</param>
    /// <param name="useBlocks">True to draw the bars with blocks; false to draw them with <c>#</c>.</param>
    public static string Draw(IReadOnlyList<HistogramRow> outcomes, int windowWidth, bool useBlocks)
    {
        var text = new StringBuilder();
        HistogramRow[] rows = [.. outcomes.Take(MaxRows)];
        if (rows.Length > 0)
        {
            AppendTable(text, rows, windowWidth, useBlocks);
        }

        if (outcomes.Count - rows.Length is > 0 and int more)
        {
            text.AppendLine().Append("... and ").Append(more).Append(more == 1 ? " more outcome" : " more outcomes").Append(" in Histogram.");
        }

        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, HistogramRow[] rows, int windowWidth, bool useBlocks)
    {
        int outcomeWidth = Math.Max(OutcomeHeader.Length, rows.Max(row => row.Outcome.Length));
        int countWidth = Math.Max(CountHeader.Length, rows.Max(row => row.Count.Length));
        bool hasBars = outcomeWidth + ProbabilityHeader.Length + countWidth + MinBarWidth + 3 < windowWidth;

        AppendLine(OutcomeHeader, ProbabilityHeader, CountHeader, BarHeader);
        AppendLine(Underline(OutcomeHeader), Underline(ProbabilityHeader), Underline(CountHeader), Underline(BarHeader));
        foreach (HistogramRow row in rows)
        {
            AppendLine(row.Outcome, row.Probability, row.Count, Bar(row.Outcome.Length, row.Share, windowWidth, useBlocks));
        }

        text.Length -= Environment.NewLine.Length;

        void AppendLine(string outcome, string probability, string count, string bar)
        {
            string line = $"{outcome.PadRight(outcomeWidth)} {probability.PadLeft(ProbabilityHeader.Length)} {count.PadLeft(countWidth)}";
            text.AppendLine((hasBars ? $"{line} {bar}" : line).TrimEnd());
        }
    }

    private static string Underline(string header) => new('-', header.Length);
}

/// <summary>An outcome in a histogram.</summary>
/// <param name="Outcome">The measured bits.</param>
/// <param name="Share">The probability, from 0 to 1; NaN if it is not known.</param>
/// <param name="Count">The number of shots as text; empty if it is not known.</param>
internal sealed record HistogramRow(string Outcome, double Share, string Count)
{
    /// <summary>The probability as text; empty if it is not known.</summary>
    public string Probability => double.IsNaN(Share) ? "" : DisplayText.Probability(Share);

    /// <summary>Reads an outcome. PowerShell may have serialized the outcome to a string only.</summary>
    public static HistogramRow Read(object outcome)
    {
        PSObject item = PSObject.AsPSObject(outcome);
        return new HistogramRow(
            item.Text(nameof(QuantumOutcome.Outcome)) ?? $"{item}",
            item.Value<double?>(nameof(QuantumOutcome.Probability)) ?? double.NaN,
            item.Value<long?>(nameof(QuantumOutcome.Count))?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
