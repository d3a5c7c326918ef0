using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>
/// Parses a filter into a predicate:
/// <code>
/// or         = and { "or" and }
/// and        = condition { "and" condition }
/// condition  = "(" or ")" | "startswith" "(" "Name" "," text ")" | property "eq" text | "CreationTime" ("ge" | "le") date
/// </code>
/// </summary>
internal sealed class FilterParser(string filter, FilterScope scope)
{
    private const int MaxDepth = 100;

    private readonly FilterToken[] _tokens = [.. FilterTokenizer.Read(filter)];
    private int _position;
    private int _depth;

    private FilterToken Next => _tokens[_position];

    public Func<TopLevelItem, bool> Parse()
    {
        Func<TopLevelItem, bool> predicate = ReadOr();
        Take(FilterTokenKind.End, "'and', 'or', or the end");
        return predicate;
    }

    private Func<TopLevelItem, bool> ReadOr()
    {
        List<Func<TopLevelItem, bool>> alternatives = [ReadAnd()];
        while (TryTake(FilterTokenKind.Word, "or"))
        {
            alternatives.Add(ReadAnd());
        }

        return item => alternatives.Exists(matches => matches(item));
    }

    private Func<TopLevelItem, bool> ReadAnd()
    {
        List<Func<TopLevelItem, bool>> conditions = [ReadCondition()];
        while (TryTake(FilterTokenKind.Word, "and"))
        {
            conditions.Add(ReadCondition());
        }

        return item => conditions.TrueForAll(matches => matches(item));
    }

    private Func<TopLevelItem, bool> ReadCondition()
    {
        if (TryTake(FilterTokenKind.Open, "("))
        {
            // A stack overflow would end the process.
            ThrowIf(++_depth > MaxDepth, string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxDepth} nested parentheses"));
            Func<TopLevelItem, bool> inner = ReadOr();
            Take(FilterTokenKind.Close, "')'");
            _depth--;
            return inner;
        }

        return TryTake(FilterTokenKind.Word, "startswith") ? ReadStartsWith() : ReadComparison();
    }

    private Func<TopLevelItem, bool> ReadStartsWith()
    {
        Take(FilterTokenKind.Open, "'('");
        string property = Take(FilterTokenKind.Word, "a property");
        ThrowIf(property != "Name" || !scope.NamesStartWith, $"'{property}' cannot be used with startswith here");
        Take(FilterTokenKind.Comma, "','");
        string start = Take(FilterTokenKind.Text, "a string in single quotes");
        Take(FilterTokenKind.Close, "')'");
        return item => item.Name.StartsWith(start, StringComparison.Ordinal);
    }

    private Func<TopLevelItem, bool> ReadComparison()
    {
        string property = Take(FilterTokenKind.Word, "a property");
        ThrowIf(!scope.Compared.Contains(property), $"'{property}' is not one of the properties that can be compared here: {string.Join(", ", scope.Compared)}");
        string comparison = Take(FilterTokenKind.Word, "a comparison");
        return property == "CreationTime" ? ReadDate(comparison) : ReadEquality(property, comparison);
    }

    private Func<TopLevelItem, bool> ReadDate(string comparison)
    {
        string text = Take(FilterTokenKind.Word, "a date without quotes");
        bool isDate = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        ThrowIf(!isDate, $"'{text}' is not a date (yyyy-mm-dd), and times are not supported");

        // A date means the start of the day, so "le" excludes the rest of the day.
        return comparison switch
        {
            "ge" => item => item.CreationTime >= date,
            "le" => item => item.CreationTime <= date,
            _ => throw Reject($"CreationTime is compared with ge or le, not with '{comparison}'"),
        };
    }

    private Func<TopLevelItem, bool> ReadEquality(string property, string comparison)
    {
        ThrowIf(comparison != "eq", $"{property} is compared with eq, not with '{comparison}'");
        string value = Take(FilterTokenKind.Text, "a string in single quotes");
        Func<TopLevelItem, object?> read = TopLevelItem.Property(property)!;
        StringComparison casing = property is "ProviderId" or "Target" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return item => value.Equals((string?)read(item), casing);
    }

    private bool TryTake(FilterTokenKind kind, string value)
    {
        bool isNext = Next == new FilterToken(kind, value);
        _position += isNext ? 1 : 0;
        return isNext;
    }

    private string Take(FilterTokenKind kind, string expected)
    {
        FilterToken token = Next;
        ThrowIf(token.Kind != kind, $"{expected} was expected, not '{token.Value}'");
        _position++;
        return token.Value;
    }

    private static void ThrowIf(bool condition, string why)
    {
        if (condition)
        {
            throw Reject(why);
        }
    }

    private static ServiceException Reject(string why) => ServiceException.InvalidInput($"The filter is not valid: {why}.", "filter");
}

/// <summary>The properties that a list can be filtered by.</summary>
internal sealed record FilterScope(IReadOnlyList<string> Compared, bool NamesStartWith)
{
    /// <summary>The properties of sessions. Clients must not filter sessions by name, because it is unknown whether the service supports it.</summary>
    public static FilterScope Sessions { get; } = new(["ProviderId", "Target", "State", "CreationTime"], NamesStartWith: false);

    public static FilterScope Jobs { get; } = new(["JobType", .. Sessions.Compared], NamesStartWith: true);

    public static FilterScope TopLevelItems { get; } = new(["ItemType", .. Jobs.Compared], NamesStartWith: true);
}
