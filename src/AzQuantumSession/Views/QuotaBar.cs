namespace AzQuantumSession.Views;

/// <summary>Draws how much of a quota is used.</summary>
internal static class QuotaBar
{
    private const int BarWidth = 10;
    private const int TextWidth = 16;
    private const int OtherColumns = 63;

    /// <summary>
    /// The bar and the percentage, rounded down, and the limit and the period if the window has room for them:
    /// <c>████▌       45 % of 500, Lifetime</c>. Null if the limit is not known.
    /// </summary>
    /// <param name="percent">The used part of the limit in percent, which can exceed 100; null if it is not known.</param>
    /// <param name="limit">The limit; null if it is not known.</param>
    /// <param name="period">The period; null if it is not known.</param>
    /// <param name="windowWidth">The width of the window, in characters.</param>
    /// <param name="useBlocks">True to draw blocks; false to draw <c>#</c>.</param>
    public static string? Format(double? percent, decimal? limit, string? period, int windowWidth, bool useBlocks)
    {
        if (limit is not { } known)
        {
            return null;
        }

        string text = (percent is { } used ? Format(used, useBlocks) : "").PadRight(TextWidth);
        foreach (string detail in (string[])[$" of {DisplayText.ShortAmount(known)}", string.IsNullOrEmpty(period) ? "" : $", {period}"])
        {
            if (OtherColumns + text.Length + detail.Length > windowWidth)
            {
                break;
            }

            text += detail;
        }

        return text.TrimEnd();
    }

    // The percentage is rounded down, so that only a quota without anything left is full.
    private static string Format(double percent, bool useBlocks)
    {
        string number = Math.Min(Math.Floor(percent), 999).ToString("0", CultureInfo.InvariantCulture);
        return $"{Histogram.Fill(BarWidth, percent / 100, useBlocks).PadRight(BarWidth)} {number,3} %";
    }
}
