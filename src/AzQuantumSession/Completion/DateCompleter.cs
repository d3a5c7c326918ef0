using System.Collections;
using System.Globalization;

namespace AzQuantumSession.Completion;

/// <summary>Completes dates and times of the recent past, also by their descriptions.</summary>
public sealed class DateCompleter : ValueCompleter
{
    private readonly TimeProvider _time;

    /// <summary>Creates a completer for the current date.</summary>
    public DateCompleter()
        : this(TimeProvider.System)
    {
    }

    internal DateCompleter(TimeProvider time) => _time = time;

    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters)
    {
        DateTime now = _time.GetLocalNow().DateTime;
        return
        [
            Create(now.AddHours(-1), "an hour ago", "yyyy-MM-ddTHH:mm"),
            Create(now, "today, from midnight"),
            Create(now.AddDays(-1), "yesterday, from midnight"),
            Create(now.AddDays(-7), "a week ago, from midnight"),
            Create(now.AddMonths(-1), "a month ago, from midnight"),
        ];
    }

    private static CompletionItem Create(DateTime time, string description, string format = "yyyy-MM-dd") =>
        new(time.ToString(format, CultureInfo.InvariantCulture), description) { Name = description };
}
