using System.Globalization;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>
/// Parses a filter into a predicate:
/// <code>
/// or         = and { "or" and }
/// and        = condition { "and" condition }
/// condition  = "(" or ")" | "startswith" "(" "Name" "," text ")" | property "eq" text | "CreationTime" ("ge" | "le") date
/// </code>
/// </summary>
internal sealed class FilterParser
{
    private readonly FilterScope _scope;
    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _position;

    private FilterParser(string filter, FilterScope scope)
    {
        _scope = scope;
        _tokens = [.. FilterTokenizer.Read(filter)];
    }

    private FilterToken Next => _tokens[_position];

    public static Predicate<ITopLevelItem> Parse(string filter, FilterScope scope)
    {
        var parser = new FilterParser(filter, scope);
        Predicate<ITopLevelItem> predicate = parser.ReadOr();
        parser.Take(FilterTokenKind.End, "'and', 'or', or the end");
        return predicate;
    }

    private Predicate<ITopLevelItem> ReadOr()
    {
        Predicate<ITopLevelItem> left = ReadAnd();
        while (TryTakeWord("or"))
        {
            (Predicate<ITopLevelItem> first, Predicate<ITopLevelItem> second) = (left, ReadAnd());
            left = item => first(item) || second(item);
        }

        return left;
    }

    private Predicate<ITopLevelItem> ReadAnd()
    {
        Predicate<ITopLevelItem> left = ReadCondition();
        while (TryTakeWord("and"))
        {
            (Predicate<ITopLevelItem> first, Predicate<ITopLevelItem> second) = (left, ReadCondition());
            left = item => first(item) && second(item);
        }

        return left;
    }

    private Predicate<ITopLevelItem> ReadCondition()
    {
        if (Next.Kind == FilterTokenKind.Open)
        {
            _position++;
            Predicate<ITopLevelItem> inner = ReadOr();
            Take(FilterTokenKind.Close, "')'");
            return inner;
        }

        return TryTakeWord("startswith") ? ReadStartsWith() : ReadComparison();
    }

    private Predicate<ITopLevelItem> ReadStartsWith()
    {
        Take(FilterTokenKind.Open, "'('");
        string property = Take(FilterTokenKind.Word, "a property");
        if (property != "Name" || !_scope.NamesStartWith)
        {
            throw Reject($"'{property}' cannot be used with startswith here");
        }

        Take(FilterTokenKind.Comma, "','");
        string start = Take(FilterTokenKind.Text, "a string in single quotes");
        Take(FilterTokenKind.Close, "')'");
        return item => item.Name.StartsWith(start, StringComparison.Ordinal);
    }

    private Predicate<ITopLevelItem> ReadComparison()
    {
        string property = Take(FilterTokenKind.Word, "a property");
        if (!_scope.Compared.Contains(property))
        {
            throw Reject($"'{property}' is not one of the properties that can be compared here: {string.Join(", ", _scope.Compared)}");
        }

        string comparison = Take(FilterTokenKind.Word, "a comparison");
        return property == "CreationTime" ? ReadDate(comparison) : ReadEquality(property, comparison);
    }

    private Predicate<ITopLevelItem> ReadDate(string comparison)
    {
        string text = Take(FilterTokenKind.Word, "a date without quotes");
        if (!DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            throw Reject($"'{text}' is not a date (yyyy-mm-dd), and times are not supported");
        }

        // A date means the start of the day, so "le" excludes the rest of the day.
        return comparison switch
        {
            "ge" => item => item.CreationTime >= date,
            "le" => item => item.CreationTime <= date,
            _ => throw Reject($"CreationTime is compared with ge or le, not with '{comparison}'"),
        };
    }

    private Predicate<ITopLevelItem> ReadEquality(string property, string comparison)
    {
        if (comparison != "eq")
        {
            throw Reject($"{property} is compared with eq, not with '{comparison}'");
        }

        string value = Take(FilterTokenKind.Text, "a string in single quotes");
        return property switch
        {
            "ProviderId" => item => item.ProviderId.Equals(value, StringComparison.OrdinalIgnoreCase),
            "Target" => item => item.Target.Equals(value, StringComparison.OrdinalIgnoreCase),
            "State" => item => item.Status == value,
            "JobType" => item => item.JobType == value,
            _ => item => item.ItemType == value,
        };
    }

    private bool TryTakeWord(string word)
    {
        bool isNext = Next == new FilterToken(FilterTokenKind.Word, word);
        _position += isNext ? 1 : 0;
        return isNext;
    }

    private string Take(FilterTokenKind kind, string expected)
    {
        FilterToken token = Next;
        if (token.Kind != kind)
        {
            throw Reject($"{expected} was expected, not '{token.Value}'");
        }

        _position++;
        return token.Value;
    }

    private static ServiceException Reject(string why) => ServiceException.InvalidInput($"The filter is not valid: {why}.", "filter");
}
