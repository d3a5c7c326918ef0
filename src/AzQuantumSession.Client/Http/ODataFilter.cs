using System.Globalization;

namespace AzQuantumSession.Client.Http;

/// <summary>Writes the service's filter syntax.</summary>
internal static class ODataFilter
{
    /// <summary>Any of the values; null for none. Text is in single quotes, and a quote inside is doubled.</summary>
    public static string? In(string property, IEnumerable<string> values)
    {
        string[] parts = values.Distinct(StringComparer.Ordinal)
            .Select(value => $"{property} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'")
            .ToArray();
        return parts.Length == 0 ? null : $"({string.Join(" or ", parts)})";
    }

    /// <summary>A comparison with the date, in UTC, of an instant: the service takes nothing finer.</summary>
    public static string Date(string property, string comparison, DateTimeOffset instant) => string.Create(
        CultureInfo.InvariantCulture, $"{property} {comparison} {instant.UtcDateTime:yyyy-MM-dd}");

    /// <summary>All of the conditions; null for none.</summary>
    public static string? And(params string?[] conditions)
    {
        string text = string.Join(" and ", conditions.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>The statuses in the case in which the service writes them, where they are known.</summary>
    public static IEnumerable<string> Statuses(IEnumerable<string> given, IReadOnlyList<string> known) =>
        given.Select(status => known.FirstOrDefault(name => Same(name, status)) ?? status);

    /// <summary>The ids as given and in lower case: the service may have changed their case, and may compare it.</summary>
    public static IEnumerable<string> IdVariants(IEnumerable<string> given) =>
#pragma warning disable CA1308 // The service's own normal form is lower case
        given.SelectMany(id => new[] { id, id.ToLowerInvariant() });
#pragma warning restore CA1308

    /// <summary>Whether the value is among those wanted, or none are named.</summary>
    public static bool Matches(IReadOnlyList<string> wanted, string value) =>
        wanted.Count == 0 || wanted.Any(item => Same(item, value));

    /// <summary>Whether two values are the same but for case.</summary>
    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
