using System.Management.Automation;

namespace AzQuantumSession.Completion;

/// <summary>What the user has typed of an argument: the text, and the quote that it began with.</summary>
internal sealed record CompletionPrefix(string Text, char? QuoteCharacter)
{
    public static CompletionPrefix Parse(string? word)
    {
        if (string.IsNullOrEmpty(word) || word[0] is not ('\'' or '"'))
        {
            return new CompletionPrefix(word ?? "", null);
        }

        string text = word[1..];
        return new CompletionPrefix(text.EndsWith(word[0]) ? text[..^1] : text, word[0]);
    }

    public IEnumerable<CompletionResult> Complete(IEnumerable<CompletionItem> candidates) =>
        from candidate in candidates
        where IsMatch(candidate)
        select new CompletionResult(Quote(candidate.Value), candidate.Label, CompletionResultType.ParameterValue, candidate.ToolTip);

    /// <summary>Whether the typed text begins the value or the label. What is typed is text, never a pattern.</summary>
    internal bool IsMatch(CompletionItem candidate) =>
        candidate.Value.StartsWith(Text, StringComparison.OrdinalIgnoreCase)
        || candidate.Label.StartsWith(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as PowerShell reads it back: quoted where the user began to, or where it must be.</summary>
    internal string Quote(string value) => QuoteCharacter switch
    {
        '"' => "\"" + value.Replace("`", "``").Replace("\"", "`\"").Replace("$", "`$") + "\"",
        null when value.Length > 0 && value.All(IsPlain) => value,
        _ => "'" + value.Replace("'", "''") + "'",
    };

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
}
