using System.Globalization;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>
/// Turns a filter into a predicate:
/// <code>
/// either     = both { "or" both }
/// both       = single { "and" single }
/// single     = "(" either ")" | "startswith" "(" "Name" "," text ")" | property "eq" text | "CreationTime" ("ge" | "le") date
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
        Predicate<ITopLevelItem> predicate = parser.ReadEither();
        parser.Take(FilterTokenKind.End, "'and', 'or' or the end");
        return predicate;
    }

    private Predicate<ITopLevelItem> ReadEither()
    {
        Predicate<ITopLevelItem> left = ReadBoth();
        while (TryTakeWord("or"))
        {
            (Predicate<ITopLevelItem> first, Predicate<ITopLevelItem> second) = (left, ReadBoth());
            left = item => first(item) || second(item);
        }

        return left;
    }

    private Predicate<ITopLevelItem> ReadBoth()
    {
        Predicate<ITopLevelItem> left = ReadSingle();
        while (TryTakeWord("and"))
        {
            (Predicate<ITopLevelItem> first, Predicate<ITopLevelItem> second) = (left, ReadSingle());
            left = item => first(item) && second(item);
        }

        return left;
    }

    private Predicate<ITopLevelItem> ReadSingle()
    {
        if (Next.Kind == FilterTokenKind.Open)
        {
            _position++;
            Predicate<ITopLevelItem> inner = ReadEither();
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
            throw Refuse($"'{property}' cannot be used with startswith here");
        }

        Take(FilterTokenKind.Comma, "','");
        string start = Take(FilterTokenKind.Text, "a text in single quotes");
        Take(FilterTokenKind.Close, "')'");
        return item => item.Name.StartsWith(start, StringComparison.Ordinal);
    }

    private Predicate<ITopLevelItem> ReadComparison()
    {
        string property = Take(FilterTokenKind.Word, "a property");
        if (!_scope.Compared.Contains(property))
        {
            throw Refuse($"'{property}' is not one of the properties that can be compared here: {string.Join(", ", _scope.Compared)}");
        }

        string comparison = Take(FilterTokenKind.Word, "a comparison");
        return property == "CreationTime" ? ReadDate(comparison) : ReadEquality(property, comparison);
    }

    private Predicate<ITopLevelItem> ReadDate(string comparison)
    {
        string given = Take(FilterTokenKind.Word, "a date without quotes");
        if (!DateTimeOffset.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            throw Refuse($"'{given}' is not a date (yyyy-mm-dd); nothing finer can be asked for");
        }

        // A date stands for its first moment, so "le" leaves out the rest of that day.
        return comparison switch
        {
            "ge" => item => item.CreationTime >= date,
            "le" => item => item.CreationTime <= date,
            _ => throw Refuse($"CreationTime is compared with ge or le, not with '{comparison}'"),
        };
    }

    private Predicate<ITopLevelItem> ReadEquality(string property, string comparison)
    {
        if (comparison != "eq")
        {
            throw Refuse($"{property} is compared with eq, not with '{comparison}'");
        }

        string value = Take(FilterTokenKind.Text, "a text in single quotes");
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
            throw Refuse($"{expected} was expected, not '{token.Value}'");
        }

        _position++;
        return token.Value;
    }

    private static ServiceException Refuse(string why) => ServiceException.InvalidInput($"The filter is not understood: {why}.", "filter");
}
