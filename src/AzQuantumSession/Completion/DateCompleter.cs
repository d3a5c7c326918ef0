using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>Completes examples of the forms in which a date can be specified.</summary>
public sealed class DateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        DateTimeOffset now = TimeProvider.System.GetLocalNow();
        string Format(string format) => now.ToString(format, CultureInfo.InvariantCulture);
        return CompletionPrefix.Parse(wordToComplete).Complete(
        [
            new CompletionItem("30m", "30m", "30 minutes ago"),
            new CompletionItem("2h", "2h", "2 hours ago"),
            new CompletionItem("1d", "1d", "24 hours ago"),
            new CompletionItem("7d", "7d", "7 days ago"),
            new CompletionItem("today", "today", "The beginning of today"),
            new CompletionItem("yesterday", "yesterday", "The beginning of yesterday"),
            new CompletionItem(Format("yyyy-MM-dd"), Format("yyyy-MM-dd"), "The beginning of a day"),
            new CompletionItem(Format("yyyy-MM-ddTHH:mm"), Format("yyyy-MM-ddTHH:mm"), "A local time"),
            new CompletionItem(Format("yyyy-MM-ddTHH:mm:sszzz"), Format("yyyy-MM-ddTHH:mm:sszzz"), "A time with its offset from UTC"),
        ]);
    }
}

/// <summary>Completes examples of the forms in which a duration can be specified.</summary>
public sealed class DurationCompleter : IArgumentCompleter
{
    private static readonly CompletionItem[] Examples =
    [
        new("30s", "30s", "30 seconds"),
        new("5m", "5m", "5 minutes"),
        new("1.5h", "1.5h", "1.5 hours"),
        new("1d", "1d", "1 day"),
        new("90", "90", "90 seconds"),
        new("00:05:00", "00:05:00", "Hours, minutes, and seconds"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => CompletionPrefix.Parse(wordToComplete).Complete(Examples);
}
