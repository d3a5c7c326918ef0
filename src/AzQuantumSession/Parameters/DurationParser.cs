using System.Text.RegularExpressions;
using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Parses durations as people write them, in any culture with a period as the decimal separator.</summary>
internal static partial class DurationParser
{
    /// <summary>The forms of a duration, as the end of a sentence.</summary>
    public const string Forms = "seconds (90), a number with a unit (500ms, 30s, 5m, 1.5h, 1d), or hours, minutes, and seconds (00:05:00)";

    /// <summary>Converts an argument to a number of seconds.</summary>
    /// <param name="argument">A number of seconds, a string in one of the forms, or a TimeSpan.</param>
    /// <returns>The seconds, which can be negative or not finite; null if the argument is not a duration.</returns>
    public static double? ToSeconds(object argument) => GetText(argument) is { } text
        ? ParseText(text)
        : argument switch
        {
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                Convert.ToDouble(argument, CultureInfo.InvariantCulture),
            _ when argument.Unwrap() is TimeSpan span => span.TotalSeconds,
            _ => null,
        };

    /// <summary>Converts a number with a unit, such as <c>1h30m</c>, to seconds; null if the text has another form.</summary>
    public static double? ParseUnits(string text)
    {
        if (!UnitForm().IsMatch(text))
        {
            return null;
        }

        double seconds = UnitPart().Matches(text).Sum(part => Number(part.Groups["number"].ValueSpan) * SecondsPerUnit(part.Groups["unit"].Value));
        return text.StartsWith('-') ? -seconds : seconds;
    }

    /// <summary>
    /// Returns the text of an argument; null if it is not text. PowerShell reads <c>1d</c> as the decimal 1, and <c>30s</c> as the Int16
    /// 30, but keeps what the user typed.
    /// </summary>
    public static string? GetText(object argument) => argument switch
    {
        string text => text.Trim(),
        PSObject { BaseObject: string text } => text.Trim(),
        PSObject { BaseObject: ValueType and not TimeSpan } number => LanguagePrimitives.ConvertTo<string>(number),
        _ => null,
    };

    private static double? ParseText(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return seconds;
        }

        // TimeSpan.Parse reads 24:00:00 as 24 days.
        return ClockForm().Match(text) is { Success: true } clock
            ? (clock.Groups["sign"].Length > 0 ? -1 : 1) * (
                (Number(clock.Groups["days"].ValueSpan) * 86_400)
                + (Number(clock.Groups["hours"].ValueSpan) * 3600)
                + (Number(clock.Groups["minutes"].ValueSpan) * 60)
                + Number(clock.Groups["seconds"].ValueSpan))
            : ParseUnits(text);
    }

    private static double Number(ReadOnlySpan<char> digits) =>
        digits.IsEmpty ? 0 : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double SecondsPerUnit(string unit) => unit.ToUpperInvariant() switch
    {
        "MS" => 0.001,
        "S" => 1,
        "M" => 60,
        "H" => 3600,
        _ => 86_400,
    };

    [GeneratedRegex(@"^-?([0-9]*\.?[0-9]+ ?(ms|s|m|h|d) ?)+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UnitForm();

    [GeneratedRegex(@"(?<number>[0-9]*\.?[0-9]+) ?(?<unit>ms|s|m|h|d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UnitPart();

    [GeneratedRegex(@"^(?<sign>-?)((?<days>[0-9]+)\.)?(?<hours>[0-9]+):(?<minutes>[0-5][0-9])(:(?<seconds>[0-5][0-9](\.[0-9]+)?))?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ClockForm();
}
