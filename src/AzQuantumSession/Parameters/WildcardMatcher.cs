namespace AzQuantumSession.Parameters;

/// <summary>Matches names with PowerShell wildcards. Not case-sensitive.</summary>
internal static class WildcardMatcher
{
    /// <summary>Creates a predicate that matches any of the names; null if there are no names.</summary>
    public static Predicate<string>? Create(IReadOnlyCollection<string> names)
    {
        WildcardPattern[] patterns = [.. names.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        return patterns.Length == 0 ? null : name => Array.Exists(patterns, pattern => pattern.IsMatch(name));
    }

    /// <summary>Returns the names without wildcards. Escaped wildcards are part of a name.</summary>
    public static HashSet<string> GetLiteralNames(IEnumerable<string> names) => names
        .Where(name => !WildcardPattern.ContainsWildcardCharacters(name))
        .Select(WildcardPattern.Unescape)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
