using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Support;

/// <summary>The table of errors in docs/errors.md.</summary>
internal static partial class ErrorTable
{
    /// <summary>The error ids with their categories, in the order of the table.</summary>
    public static IReadOnlyList<(string Id, string[] Categories)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Checkout.Root, "docs", "errors.md"))
            .Select(line => RowPattern().Match(line))
            .Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value.Split(", "))),
    ];

    [GeneratedRegex(@"^\| `(\w+)` \| ([\w, ]+) \|")]
    private static partial Regex RowPattern();
}
