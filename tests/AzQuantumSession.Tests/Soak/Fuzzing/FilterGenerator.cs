using System.Globalization;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Tests.Soak.Fuzzing;

/// <summary>Creates a filter, and the predicate that it means.</summary>
internal static class FilterGenerator
{
    private static readonly string[] Names = ["vqe", "VQE", "it's", "a b", "", "and", "x)(", "\u00e9"];
    private static readonly string[] States = ["Waiting", "waiting", "Succeeded"];

    public static (string Text, Func<TopLevelItem, bool> Matches) Create(Random random, int depth) => random.Next(depth > 4 ? 3 : 7) switch
    {
        0 => CreateName(random),
        1 => CreateState(random),
        2 => CreateDate(random),
        3 or 4 => Combine(random, depth, "and"),
        5 => Combine(random, depth, "or"),
        _ => Parenthesize(Create(random, depth + 1)),
    };

    private static (string Text, Func<TopLevelItem, bool> Matches) CreateName(Random random)
    {
        string name = Names[random.Next(Names.Length)];
        return ($"startswith(Name, '{name.Replace("'", "''", StringComparison.Ordinal)}')", item => item.Name.StartsWith(name, StringComparison.Ordinal));
    }

    private static (string Text, Func<TopLevelItem, bool> Matches) CreateState(Random random)
    {
        string state = States[random.Next(States.Length)];
        return ($"State eq '{state}'", item => item.Status == state);
    }

    private static (string Text, Func<TopLevelItem, bool> Matches) CreateDate(Random random)
    {
        DateTimeOffset date = new(2026, 10, random.Next(1, 28), 0, 0, 0, TimeSpan.Zero);
        bool isAfter = random.Next(2) == 0;
        return (
            string.Create(CultureInfo.InvariantCulture, $"CreationTime {(isAfter ? "ge" : "le")} {date:yyyy-MM-dd}"),
            item => isAfter ? item.CreationTime >= date : item.CreationTime <= date);
    }

    // "and" binds more tightly than "or".
    private static (string Text, Func<TopLevelItem, bool> Matches) Combine(Random random, int depth, string word)
    {
        (string leftText, Func<TopLevelItem, bool> left) = Create(random, depth + 1);
        (string rightText, Func<TopLevelItem, bool> right) = Create(random, depth + 1);
        return word == "or"
            ? ($"({leftText} or {rightText})", item => left(item) || right(item))
            : ($"({leftText}) and ({rightText})", item => left(item) && right(item));
    }

    private static (string Text, Func<TopLevelItem, bool> Matches) Parenthesize((string Text, Func<TopLevelItem, bool> Matches) filter) =>
        ($"( {filter.Text} )", filter.Matches);
}
