using System.Text;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Splits a filter into words, quoted strings, and punctuation.</summary>
internal static class FilterTokenizer
{
    public static IEnumerable<FilterToken> Read(string filter)
    {
        int position = 0;
        while (position < filter.Length)
        {
            char next = filter[position];
            if (next == ' ')
            {
                position++;
            }
            else if (next == '\'')
            {
                yield return ReadText(filter, ref position);
            }
            else if (IsWordPart(next))
            {
                yield return ReadWord(filter, ref position);
            }
            else
            {
                position++;
                yield return next switch
                {
                    '(' => new FilterToken(FilterTokenKind.Open, "("),
                    ')' => new FilterToken(FilterTokenKind.Close, ")"),
                    ',' => new FilterToken(FilterTokenKind.Comma, ","),
                    _ => throw ServiceException.InvalidInput($"The filter has an unexpected '{next}' at position {position}.", "filter"),
                };
            }
        }

        yield return new FilterToken(FilterTokenKind.End, "the end");
    }

    private static FilterToken ReadWord(string filter, ref int position)
    {
        int start = position;
        while (position < filter.Length && IsWordPart(filter[position]))
        {
            position++;
        }

        return new FilterToken(FilterTokenKind.Word, filter[start..position]);
    }

    private static FilterToken ReadText(string filter, ref int position)
    {
        var text = new StringBuilder();
        for (position++; position < filter.Length; position++)
        {
            if (filter[position] != '\'')
            {
                text.Append(filter[position]);
            }
            else if (position + 1 < filter.Length && filter[position + 1] == '\'')
            {
                // A quote in a string is escaped by doubling it.
                text.Append('\'');
                position++;
            }
            else
            {
                position++;
                return new FilterToken(FilterTokenKind.Text, text.ToString());
            }
        }

        throw ServiceException.InvalidInput("The filter contains a string without a closing quote.", "filter");
    }

    // A time is a single word, so that the error can explain that only dates are supported.
    private static bool IsWordPart(char next) => char.IsAsciiLetterOrDigit(next) || next is '-' or '_' or ':' or '.' or '+';
}
