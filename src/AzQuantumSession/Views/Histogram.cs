using System.Text;

namespace AzQuantumSession.Views;

/// <summary>Draws the outcomes of a job as a table with bars.</summary>
internal static class Histogram
{
    /// <summary>How many outcomes are drawn of a result.</summary>
    public const int MaxRows = 32;

    private const string OutcomeHeader = "Outcome";
    private const string ProbabilityHeader = "Probability";
    private const string CountHeader = "Count";
    private const string BarHeader = "Bar";

    private const int MinBarWidth = 8;
    private const int MaxBarWidth = 50;

    /// <summary>The bar of an outcome.</summary>
    /// <param name="outcomeLength">The length of the outcome's text, in characters.</param>
    /// <param name="probability">From 0 to 1; 1 fills the room.</param>
    /// <param name="windowWidth">The width of the window, in characters. What the other columns leave of it is the room.</param>
    /// <param name="useBlocks">Whether to draw blocks, in steps of half a character, or else <c>#</c>.</param>
    public static string Bar(int outcomeLength, double probability, int windowWidth, bool useBlocks)
    {
        const int OtherColumns = 32;
        int room = Math.Clamp(windowWidth - outcomeLength - OtherColumns, MinBarWidth, MaxBarWidth);
        // Not a number is no bar, too.
        double share = probability > 0 ? Math.Min(probability, 1) : 0;
        int halves = (int)Math.Round(2 * room * share);
        (int whole, int half) = Math.DivRem(halves, 2);
        return useBlocks ? new string('█', whole) + new string('▌', half) : new string('#', whole + half);
    }

    /// <summary>The table of the first outcomes, and how many more there are.</summary>
    /// <param name="outcomes">The outcomes, the most probable first.</param>
    /// <param name="windowWidth">The width of the window, in characters. Bars are left out where there is no room for them.</param>
    /// <param name="useBlocks">Whether to draw the bars with blocks, or else with <c>#</c>.</param>
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
