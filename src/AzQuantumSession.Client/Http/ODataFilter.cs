namespace AzQuantumSession.Client.Http;

/// <summary>Creates filters in the OData syntax of the service.</summary>
internal static class ODataFilter
{
    /// <summary>Returns a condition that matches any of the values, or null if there are no values. Escapes quotes by doubling them.</summary>
    public static string? In(string property, IEnumerable<string> values)
    {
        string[] parts = values.Distinct(StringComparer.Ordinal)
            .Select(value => $"{property} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'")
            .ToArray();
        return parts.Length == 0 ? null : $"({string.Join(" or ", parts)})";
    }

    /// <summary>Returns a comparison with the UTC date of an instant. The service compares only dates.</summary>
    public static string Date(string property, string comparison, DateTimeOffset instant) => string.Create(
        CultureInfo.InvariantCulture, $"{property} {comparison} {instant.UtcDateTime:yyyy-MM-dd}");

    /// <summary>Returns a condition that matches if all conditions match, or null if there are no conditions.</summary>
    public static string? And(params string?[] conditions)
    {
        string text = string.Join(" and ", conditions.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>Returns the statuses in the case of the service. Unknown statuses stay unchanged.</summary>
    public static IEnumerable<string> Statuses(IEnumerable<string> statuses, IReadOnlyList<string> known) =>
        statuses.Select(status => known.FirstOrDefault(name => name.EqualsIgnoreCase(status)) ?? status);

    /// <summary>Returns each id unchanged and in lower case. The service can change the case of an id, and can compare ids by case.</summary>
    public static IEnumerable<string> IdVariants(IEnumerable<string> ids) =>
#pragma warning disable CA1308 // The service normalizes ids to lower case
        ids.SelectMany(id => new[] { id, id.ToLowerInvariant() });
#pragma warning restore CA1308

    /// <summary>Returns whether the values contain the value, or are empty.</summary>
    public static bool Matches(IReadOnlyList<string> values, string value) =>
        values.Count == 0 || values.Contains(value, StringComparer.OrdinalIgnoreCase);
}
