using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>
/// Converts a date as people write it to a DateTimeOffset: a time ago (<c>2h</c>), <c>today</c>, <c>yesterday</c>, a date, a date and
/// time, or a DateTime.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is null
        ? null!
        : new DateParser(TimeProvider.System).Parse(inputData) ?? throw new ArgumentTransformationMetadataException(
            $"'{LanguagePrimitives.ConvertTo<string>(inputData)}' is not a date. Specify {DateParser.Forms}.");
}

/// <summary>Parses points in time as people write them, in the same way in all cultures.</summary>
/// <param name="time">The clock and the local time zone.</param>
internal sealed class DateParser(TimeProvider time)
{
    /// <summary>The forms of a date, as the end of a sentence.</summary>
    public const string Forms = "a time ago with its unit (90m, 2h, 7d), today, yesterday, a date (2026-01-31), "
        + "or a date and a time, which is local unless it has an offset (2026-01-31T14:30, 2026-01-31T14:30:00Z)";

    private const double MaxSecondsAgo = 36_500 * 86_400.0;

    // The second form is how PowerShell writes a date in all cultures, for example in Clixml files.
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "M/d/yyyy"];
    private static readonly string[] TimeFormats =
        ["", "'T'HH:mmK", "'T'HH:mm:ss.FFFFFFFK", " HH:mmK", " HH:mm:ss.FFFFFFFK", " HH:mm:ss.FFFFFFF zzz"];

    private static readonly string[] Formats = [.. from date in DateFormats from clock in TimeFormats select date + clock];

    /// <summary>Converts an argument to a point in time.</summary>
    /// <param name="argument">A string in one of the forms, a date, or a TimeSpan, which is a time ago.</param>
    /// <returns>The point in time; null if the argument is not a date.</returns>
    public DateTimeOffset? Parse(object argument) => DurationParser.GetText(argument) is { } text
        ? ParseText(text)
        : argument.Unwrap() switch
        {
            DateTimeOffset instant => instant,
            DateTime date => FromDateTime(date),
            TimeSpan span => Ago(span.TotalSeconds),
            // A DateTimeOffset from another process is a property bag with the text of the date.
            PSObject deserialized => ParseText(LanguagePrimitives.ConvertTo<string>(deserialized)),
            _ => null,
        };

    private DateTimeOffset? ParseText(string text)
    {
        if (text.EqualsIgnoreCase("today"))
        {
            return StartOfDay(0);
        }

        if (text.EqualsIgnoreCase("yesterday"))
        {
            return StartOfDay(-1);
        }

        return DurationParser.ParseUnits(text) is { } seconds
            ? Ago(seconds)
            : DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset instant)
                ? instant
                : null;
    }

    private DateTimeOffset? Ago(double seconds) => seconds is >= 0 and <= MaxSecondsAgo ? time.GetUtcNow() - TimeSpan.FromSeconds(seconds) : null;

    private DateTimeOffset StartOfDay(int days)
    {
        DateTime day = time.GetLocalNow().Date.AddDays(days);
        return new DateTimeOffset(day, time.LocalTimeZone.GetUtcOffset(day));
    }

    private static DateTimeOffset? FromDateTime(DateTime date)
    {
        try
        {
            return new DateTimeOffset(date);
        }
        catch (ArgumentOutOfRangeException)
        {
            // DateTime.MinValue and MaxValue have no instant in most time zones.
            return null;
        }
    }
}
