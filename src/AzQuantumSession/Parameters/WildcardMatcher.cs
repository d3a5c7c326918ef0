using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>Names as the user gave them, with PowerShell's own wildcards and without case.</summary>
internal static class WildcardMatcher
{
    /// <summary>What tells whether a name is among those asked for; null where none was.</summary>
    public static Predicate<string>? Create(IReadOnlyCollection<string> names)
    {
        WildcardPattern[] patterns = [.. names.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        return patterns.Length == 0 ? null : name => Array.Exists(patterns, pattern => pattern.IsMatch(name));
    }
}
