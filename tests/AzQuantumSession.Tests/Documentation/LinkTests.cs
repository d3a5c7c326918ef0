using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>The links between the pages of the documentation.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages { get; } = [
        .. Directory.GetFiles(Checkout.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Checkout.Root, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings(string page)
    {
        string path = Path.Combine(Checkout.Root, page);

        Assert.All(LinkPattern().Matches(File.ReadAllText(path)), link =>
        {
            string target = link.Groups["file"].Value is { Length: > 0 } file ? Path.Combine(Path.GetDirectoryName(path)!, file) : path;
            Assert.True(Path.Exists(target), $"{page} links to {target}");
            if (link.Groups["heading"].Value is { Length: > 0 } heading)
            {
                Assert.Contains(heading, HeadingPattern().Matches(File.ReadAllText(target)).Select(match => GetAnchor(match.Groups[1].Value.Trim())));
            }
        });
    }

    // As GitHub creates the anchor of a heading.
    private static string GetAnchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();
}
