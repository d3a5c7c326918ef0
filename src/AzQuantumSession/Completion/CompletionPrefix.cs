using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>The start of an argument that the user has typed.</summary>
/// <param name="Text">The text without quotes.</param>
/// <param name="QuoteCharacter">The opening quote; null if there is none.</param>
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

    public IEnumerable<CompletionResult> Complete(IEnumerable<CompletionItem> items) =>
        from item in items
        where item.Value.Length > 0 && IsMatch(item)
        select new CompletionResult(Quote(item.Value), VisibleText.Line(item.Value), CompletionResultType.ParameterValue, VisibleText.Line(item.ToolTip));

    /// <summary>Whether the value or the name starts with the typed text. Wildcards in the text are literal.</summary>
    internal bool IsMatch(CompletionItem item) =>
        item.Value.StartsWith(Text, StringComparison.OrdinalIgnoreCase)
        || item.Name?.StartsWith(Text, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Returns the value as a PowerShell argument, quoted if the user typed a quote or if the value requires quotes.</summary>
    internal string Quote(string value) => QuoteCharacter switch
    {
        '"' => "\"" + string.Concat(value.Select(character => IsSpecial(character) ? $"`{character}" : $"{character}")) + "\"",
        null when value.Length > 0 && value.All(IsPlain) => value,
        _ => "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'",
    };

    // PowerShell also ends a string at a typographic quote, so a name must not contain one that is not escaped.
    private static bool IsSpecial(char character) => character is '`' or '$' or '"' or '\u201c' or '\u201d' or '\u201e';

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '/';
}

/// <summary>A completion of an argument.</summary>
/// <param name="Value">The value to insert. The completion menu shows it.</param>
/// <param name="ToolTip">The tooltip.</param>
internal sealed record CompletionItem(string Value, string ToolTip)
{
    /// <summary>A text that the user can type instead of the value; null if there is none.</summary>
    public string? Name { get; init; }
}
