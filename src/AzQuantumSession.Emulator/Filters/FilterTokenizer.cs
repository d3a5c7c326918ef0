using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Splits a filter into words, quoted strings, and punctuation.</summary>
internal static partial class FilterTokenizer
{
    public static IEnumerable<FilterToken> Read(string filter)
    {
        int position = 0;
        while (position < filter.Length)
        {
            Match match = Pattern().Match(filter, position);
            if (!match.Success)
            {
                char next = filter[position];
                throw ServiceException.InvalidInput(
                    next == '\'' ? "The filter contains a string without a closing quote." : $"The filter has an unexpected '{next}' at position {position + 1}.",
                    "filter");
            }

            position += match.Length;
            if (match.Groups.Values.Skip(1).FirstOrDefault(group => group.Success) is { } token)
            {
                yield return new FilterToken(Enum.Parse<FilterTokenKind>(token.Name), token.Value.Replace("''", "'", StringComparison.Ordinal));
            }
        }

        yield return new FilterToken(FilterTokenKind.End, "the end");
    }

    // A space, or a token in a group with the name of its kind. A quote in a string is escaped by doubling it. A time is a single word,
    // so that the error can explain that only dates are supported.
    [GeneratedRegex(@"\G(?: |(?<Word>[A-Za-z0-9_:.+-]+)|'(?<Text>(?>(?:[^']|'')*))'|(?<Open>\()|(?<Close>\))|(?<Comma>,))")]
    private static partial Regex Pattern();
}

/// <summary>A token of a filter. The <paramref name="Value"/> of a string has no quotes.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Value);

internal enum FilterTokenKind
{
    Word,
    Text,
    Open,
    Close,
    Comma,
    End,
}
