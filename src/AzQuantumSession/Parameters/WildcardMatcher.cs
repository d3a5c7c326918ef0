using System.Management.Automation;

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
}
