using System.Text.RegularExpressions;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Surface;

/// <summary>A script that runs with a release runs with the next one, unless the major version is higher (docs/support.md).</summary>
public sealed partial class SurfaceTests : IDisposable
{
    private static readonly string[] Released = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Surface", "Surface.released.txt"));

    private readonly EngineSession _session = new(new());

    public static TheoryData<string> Kinds { get; } =
    [
        "^command [^:]+$", ": default set ", ": output ",
        @"^parameter \S+ -\w+: System", ": alias ", @"^parameter .*: value ", ": range ",
        @"^set [^:]+$", ": optional$", ": position ", ": by value$", ": by property name$",
        @"^type .*: \w+ System", @"^type .*: value ", @" \(added\)$", "^error ", "^view ",
    ];

    private static Version ReleasedVersion { get; } = Version.Parse(Released[0].Split(' ')[1]);

    private static Version ManifestVersion { get; } =
        Version.Parse(VersionPattern().Match(File.ReadAllText(Path.Combine(Checkout.Root, "AzQuantumSession.psd1"))).Groups[1].Value);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Scripts_for_the_last_release_run_unless_the_major_version_is_higher()
    {
        string[] current = ModuleSurface.Describe(_session);
        string received = Path.Combine(AppContext.BaseDirectory, "Surface.received.txt");
        File.WriteAllText(received, string.Concat(current.Prepend($"version {ManifestVersion}").Select(line => line + "\n")));

        IReadOnlyList<string> breaks = SurfaceComparer.FindBreaks(Released[1..], current);

        Assert.True(
            breaks.Count == 0 || SurfaceComparer.MayBreak(ReleasedVersion, ManifestVersion),
            $"These changes break scripts for version {ReleasedVersion}, and need a higher major version than {ManifestVersion} (docs/support.md):\n{string.Join('\n', breaks)}\n"
                + $"If {ReleasedVersion} is not released yet, replace Surface/Surface.released.txt by '{received}'.");
    }

    [Fact]
    public void The_last_release_is_not_newer_than_the_manifest() => Assert.True(ReleasedVersion <= ManifestVersion);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Removing_an_entry_of_each_kind_is_a_break(string kind)
    {
        string removed = Array.Find(ModuleSurface.Describe(_session), line => Regex.IsMatch(line, kind, RegexOptions.None, TimeSpan.FromSeconds(1)))!;

        Assert.NotNull(removed);
        Assert.Equal([$"missing: {removed}"], SurfaceComparer.FindBreaks(Released[1..].Append(removed).ToHashSet(), [.. Released[1..].Where(line => line != removed)]));
    }

    [Theory]
    [InlineData("  -Name [System.Int32] aliases: N", "missing: parameter Get-Item -Name: System.String")]
    [InlineData("  -Name [System.String]", "missing: parameter Get-Item -Name: alias N")]
    [InlineData("  -Label [System.String] aliases: N", "missing: parameter Get-Item -Name: System.String")]
    [InlineData("    ById: mandatory, position 0", "missing: set Get-Item/ById -Name: optional")]
    [InlineData("    ById: optional, position 1", "missing: set Get-Item/ById -Name: position 0")]
    [InlineData("    ById: optional", "missing: set Get-Item/ById -Name: position 0")]
    [InlineData("    Other: optional, position 0", "missing: set Get-Item/ById -Name")]
    [InlineData("    one of: A", "missing: parameter Get-Item -Name: value B")]
    [InlineData("    one of: A, B, C", null)]
    [InlineData("Get-Item (default set: Other)", "missing: command Get-Item: default set ById")]
    [InlineData("Get-Other (default set: ById)", "missing: command Get-Item")]
    public void Changing_an_entry_is_a_break(string changed, string? expected)
    {
        string[] approved = ["Get-Item (default set: ById)", "  -Name [System.String] aliases: N", "    ById: optional, position 0", "    one of: A, B"];
        int index = Array.FindIndex(approved, line => line.TakeWhile(char.IsWhiteSpace).Count() == changed.TakeWhile(char.IsWhiteSpace).Count()
            && line.Contains("one of", StringComparison.Ordinal) == changed.Contains("one of", StringComparison.Ordinal));
        string[] after = [.. approved];
        after[index] = changed;

        IReadOnlyList<string> breaks = SurfaceComparer.FindBreaks([.. ModuleSurface.DescribeParameters(approved)], [.. ModuleSurface.DescribeParameters(after)]);

        Assert.Equal(expected is null, breaks.Count == 0);
        Assert.True(expected is null || breaks.Contains(expected), string.Join('\n', breaks));
    }

    [Theory]
    [InlineData("ById: mandatory", false)]
    [InlineData("ById: optional", true)]
    [InlineData("NewSet: mandatory", true)]
    public void Adding_a_parameter_is_a_break_if_it_is_mandatory_in_an_existing_set(string set, bool isCompatible)
    {
        string[] approved = ["Get-Item (default set: ById)", "  -Id [System.String]", "    ById: mandatory"];

        IReadOnlyList<string> breaks = SurfaceComparer.FindBreaks(
            [.. ModuleSurface.DescribeParameters(approved)], [.. ModuleSurface.DescribeParameters([.. approved, "  -New [System.String]", $"    {set}"])]);

        Assert.Equal(isCompatible ? [] : ["new, but mandatory: set Get-Item/ById -New"], breaks);
    }

    [Fact]
    public void A_parameter_that_is_no_longer_mandatory_is_not_a_break()
    {
        string[] before = ["Get-Item (default set: ById)", "  -Id [System.String]", "    ById: mandatory"];

        Assert.Empty(SurfaceComparer.FindBreaks(
            [.. ModuleSurface.DescribeParameters(before)], [.. ModuleSurface.DescribeParameters([.. before[..2], "    ById: optional"])]));
    }

    [Theory]
    [InlineData("1.2.3", "2.0.0", true)]
    [InlineData("1.2.3", "1.3.0", false)]
    [InlineData("1.2.3", "1.2.4", false)]
    [InlineData("0.1.0", "0.2.0", false)]
    [InlineData("0.1.0", "1.0.0", true)]
    public void Only_a_higher_major_version_may_break_scripts(string released, string current, bool expected) =>
        Assert.Equal(expected, SurfaceComparer.MayBreak(Version.Parse(released), Version.Parse(current)));

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([^']+)'")]
    private static partial Regex VersionPattern();
}
