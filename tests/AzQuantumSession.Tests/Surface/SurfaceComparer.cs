using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Surface;

/// <summary>Compares the surface of the module with that of the last release.</summary>
internal static partial class SurfaceComparer
{
    /// <summary>Returns the differences that break scripts.</summary>
    /// <param name="released">The lines of the last release.</param>
    /// <param name="current">The lines of the module.</param>
    public static IReadOnlyList<string> FindBreaks(IReadOnlyCollection<string> released, IReadOnlyCollection<string> current)
    {
        HashSet<string> sets = [.. released.Select(GetSet).OfType<string>()];
        return
        [
            .. released.Except(current, StringComparer.Ordinal).Select(line => $"missing: {line}"),
            // A script that uses the set does not have the parameter.
            .. current.Except(released, StringComparer.Ordinal)
                .Where(line => IsMember(line) && sets.Contains(GetSet(line)!) && !current.Contains($"{line}: optional"))
                .Select(line => $"new, but mandatory: {line}"),
        ];
    }

    /// <summary>Returns whether a version may break scripts of users of the last release.</summary>
    public static bool MayBreak(Version released, Version current) => current.Major > released.Major;

    private static bool IsMember(string line) => SetPattern().Match(line) is { Success: true, Groups: var groups } && !groups["characteristic"].Success;

    private static string? GetSet(string line) => SetPattern().Match(line) is { Success: true, Groups: var groups } ? groups["set"].Value : null;

    [GeneratedRegex(@"^set (?<set>\S+) -\w+(?<characteristic>: .+)?$")]
    private static partial Regex SetPattern();
}
