namespace AzQuantumSession.Completion;

/// <summary>Completes examples of the forms in which a date can be specified.</summary>
public sealed class DateCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters)
    {
        DateTimeOffset now = TimeProvider.System.GetLocalNow();
        string Format(string format) => now.ToString(format, CultureInfo.InvariantCulture);
        return
        [
            new("30m", "30 minutes ago"),
            new("2h", "2 hours ago"),
            new("1d", "24 hours ago"),
            new("7d", "7 days ago"),
            new("today", "The beginning of today"),
            new("yesterday", "The beginning of yesterday"),
            new(Format("yyyy-MM-dd"), "The beginning of a day"),
            new(Format("yyyy-MM-ddTHH:mm"), "A local time"),
            new(Format("yyyy-MM-ddTHH:mm:sszzz"), "A time with its offset from UTC"),
        ];
    }
}

/// <summary>Completes examples of the forms in which a duration can be specified.</summary>
public sealed class DurationCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
    [
        new("30s", "30 seconds"),
        new("5m", "5 minutes"),
        new("1.5h", "1.5 hours"),
        new("1d", "1 day"),
        new("90", "90 seconds"),
        new("00:05:00", "Hours, minutes, and seconds"),
    ];
}
