using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>
/// Formats values for views. The text is the same in all cultures: times use the Gregorian calendar, and scripts can parse digits and
/// signs.
/// </summary>
internal static class DisplayText
{
    private static readonly Dictionary<string, string> AvailabilityColors = new(StringComparer.OrdinalIgnoreCase)
    {
        [QuantumTarget.Available] = AnsiStyle.Green,
        [QuantumTarget.Degraded] = AnsiStyle.BrightYellow,
        [QuantumTarget.Unavailable] = AnsiStyle.Red,
    };

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <summary>The status of a session or job, colored; an unknown status has no color.</summary>
    public static string Status(string status) => Colored(status, StatusColor(status));

    /// <summary>The control sequence for the color of a status; null for an unknown status.</summary>
    public static string? StatusColor(string status) => StatusTones.Get(status) switch
    {
        StatusTone.Active => AnsiStyle.Cyan,
        StatusTone.Success => AnsiStyle.Green,
        StatusTone.Warning => AnsiStyle.BrightYellow,
        StatusTone.Failure => AnsiStyle.Red,
        _ => null,
    };

    /// <summary>The availability of a target, colored.</summary>
    public static string Availability(string availability) => Colored(availability, AvailabilityColors.GetValueOrDefault(availability));

    /// <summary>The local time with its offset from UTC, for example <c>2026-03-29 03:00:00 +02:00</c>.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", Culture);

    /// <summary>The local time in at most 11 characters: without the year for 180 days, and then without the time.</summary>
    public static string ShortTime(DateTimeOffset time, TimeProvider clock)
    {
        string format = clock.GetUtcNow() - time < TimeSpan.FromDays(180) ? "MM-dd HH:mm" : "yyyy-MM-dd";
        return TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString(format, Culture);
    }

    /// <summary>
    /// The duration in at most 8 characters, rounded down: <c>23:59:59</c>, <c>1d 02:03</c>, <c>12d 03h</c>, or <c>123d</c>. A
    /// negative duration, which results from clocks that differ, is shown as zero.
    /// </summary>
    /// <param name="duration">The duration; null if it is not known.</param>
    /// <param name="runningSince">The start of an item that has not ended, for items without a duration.</param>
    /// <param name="clock">The current time.</param>
    /// <returns>The text; null if neither the duration nor the start is known.</returns>
    public static string? Duration(TimeSpan? duration, DateTimeOffset? runningSince, TimeProvider clock) =>
        (duration ?? (clock.GetUtcNow() - runningSince)) is { } known ? Duration(known) : null;

    /// <summary>A known duration, in the same form.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { Ticks: < 0 } => "00:00:00",
        { Days: 0 } => duration.ToString(@"hh\:mm\:ss", Culture),
        { Days: < 10 } => duration.ToString(@"d\d\ hh\:mm", Culture),
        { Days: < 100 } => duration.ToString(@"d\d\ hh\h", Culture),
        _ => duration.ToString(@"d\d", Culture),
    };

    /// <summary>The time until a session times out, in minutes and seconds with a recommended action, or <c>due</c>.</summary>
    public static string Countdown(DateTimeOffset timeout, TimeProvider clock)
    {
        TimeSpan left = timeout - clock.GetUtcNow();
        return left > TimeSpan.Zero
            ? string.Create(Culture, $"{(int)left.TotalMinutes:00}:{left.Seconds:00} (close it, or submit a job)")
            : "due";
    }

    /// <summary>
    /// The cost in at most 9 characters, for example <c>0.30 USD</c>, <c>&lt;0.01 USD</c>, <c>123.4 USD</c>, <c>1,234 USD</c>, or
    /// <c>12.3k USD</c>.
    /// </summary>
    public static string ShortCost(decimal total, string? currency)
    {
        string amount = total switch
        {
            > 0 and < 0.01m => "<0.01",
            < 99.995m => total.ToString("0.00", Culture),
            < 999.95m => total.ToString("0.0", Culture),
            < 9999.5m => total.ToString("#,0", Culture),
            < 99_950 => $"{(total / 1000).ToString("0.0", Culture)}k",
            _ => $"{(total / 1000).ToString("#,0", Culture)}k",
        };
        return $"{amount} {currency}".TrimEnd();
    }

    /// <summary>The cost with up to six decimals, for example <c>0.30 USD</c>.</summary>
    public static string Cost(decimal amount, string? currency) =>
        new QuantumCostEstimate { EstimatedTotal = decimal.Round(amount, 6), CurrencyCode = currency }.ToString();

    /// <summary>The total cost of a session, for example <c>0.30 USD</c>, <c>1.50 USD + 2.00 EUR</c>, or <c>at least 0.30 USD</c>; null if it is not known.</summary>
    /// <param name="totals">The total in each currency.</param>
    /// <param name="isPartial">Whether the cost of a job is not known.</param>
    public static string? TotalCost(IEnumerable<string> totals, bool isPartial) =>
        string.Join(" + ", totals) is { Length: > 0 } total ? (isPartial ? $"at least {total}" : total) : null;

    /// <summary>An amount with up to six decimals.</summary>
    public static string Amount(decimal amount) => amount.ToString("0.######", Culture);

    /// <summary>An amount in at most 8 characters, rounded: <c>16666667</c>, <c>0.333333</c>, or <c>1.67E+9</c>.</summary>
    public static string ShortAmount(decimal amount)
    {
        const int MaxLength = 8;
        string text = Amount(amount);
        for (int decimals = 5; decimals >= 0 && text.Length > MaxLength; decimals--)
        {
            text = Amount(decimal.Round(amount, decimals));
        }

        return text.Length > MaxLength ? amount.ToString("0.##E+0", Culture) : text;
    }

    /// <summary>A probability with four decimals.</summary>
    public static string Probability(double probability) => probability.ToString("0.0000", Culture);

    /// <summary>A computed value with six decimals.</summary>
    public static string Measurement(double value) => value.ToString("0.000000", Culture);

    /// <summary>An interval with four decimals, for example <c>[0.4563, 0.5437]</c>.</summary>
    public static string Interval(double lower, double upper) => string.Create(Culture, $"[{lower:0.0000}, {upper:0.0000}]");

    /// <summary>Each entry as <c>key: value</c>.</summary>
    public static string[] KeyValueLines(IDictionary entries) => ReadableValue.FormatEntries(entries, PSObjectExtensions.Unwrap);

    /// <summary>The number of jobs by status, for example <c>2 Succeeded, 1 Failed</c>, or <c>none</c>.</summary>
    public static string JobSummary(IDictionary countByStatus)
    {
        var counts = new List<string>(countByStatus.Count);
        foreach (DictionaryEntry entry in countByStatus)
        {
            counts.Add($"{Value(entry.Value)} {entry.Key}");
        }

        return counts.Count > 0 ? string.Join(", ", counts) : "none";
    }

    /// <summary>A value. Lists and dictionaries are expanded.</summary>
    public static string Value(object? value) => ReadableValue.Format(value, PSObjectExtensions.Unwrap);

    private static string Colored(string text, string? color)
    {
        string shown = VisibleText.Line(text);
        return color is null ? shown : $"{color}{shown}{AnsiStyle.Reset}";
    }
}

/// <summary>Control sequences for colors and bold text.</summary>
/// <remarks>
/// The sequences are the defaults of <c>$PSStyle</c>, whose class <c>PSStyle</c> is not in PowerShellStandard. The engine removes them from
/// the output if <c>$PSStyle.OutputRendering</c>, <c>NO_COLOR</c>, or a redirection requires plain text.
/// </remarks>
internal static class AnsiStyle
{
    public const string Green = "\e[32m";

    public const string Red = "\e[31m";

    public const string BrightYellow = "\e[93m";

    public const string Cyan = "\e[36m";

    public const string BrightBlack = "\e[90m";

    public const string Bold = "\e[1m";

    public const string Reset = "\e[0m";
}
