using System.Text.RegularExpressions;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>The code in the README, the task pages, the help pages, and the about topics.</summary>
public sealed partial class CodeExampleTests : IDisposable
{
    private readonly EngineSession _session = new(new());
    private readonly CodeChecker _checker;

    public CodeExampleTests() => _checker = new CodeChecker(_session);

    public static TheoryData<string, int> Texts()
    {
        var texts = new TheoryData<string, int> { { "README.md", 1 } };
        foreach (string page in Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "help"), "*.md"))
        {
            texts.Add(Path.GetRelativePath(Checkout.Root, page), 2);
        }

        foreach (string page in Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "tasks"), "*.md"))
        {
            texts.Add(Path.GetRelativePath(Checkout.Root, page), 1);
        }

        foreach (string topic in Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "about"), "about_*.md"))
        {
            texts.Add(Path.GetRelativePath(Checkout.Root, topic), 3);
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Code_in_the_documentation_binds_to_the_commands(string path, int minBlocks)
    {
        string[] blocks = [.. FindCode(File.ReadAllText(Path.Combine(Checkout.Root, path)), isTopic: path.Contains("about_", StringComparison.Ordinal))];

        Assert.True(blocks.Length >= minBlocks, $"{blocks.Length} blocks of code in {path}");
        Assert.Empty(blocks.SelectMany(_checker.Check));
    }

    [Fact]
    public void Documentation_has_one_page_for_each_command() =>
        Assert.Equal(
            _session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Keys").As<string>().Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "help")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Get-AzQuantumSession -Nmae a", "Nmae")]
    [InlineData("Get-AzQuantumSession -Id a -Name b", "parameter set")]
    [InlineData("Stop-AzQuantumSession -PassThru", "parameter set")]
    [InlineData("Open-AzQuantumSession", "no command")]
    [InlineData("New-AzQuantumSession ionq.simulator name more", "more")]
    [InlineData("Get-AzQuantumSession -Id (", "in:")]
    public void CodeChecker_reports_invalid_code(string code, string message) => Assert.Contains(message, string.Join('\n', _checker.Check(code)), StringComparison.OrdinalIgnoreCase);

    public void Dispose() => _session.Dispose();

    // Finds fenced blocks, and in about topics also indented blocks. The diagram of the states of a session, and outputs, are indented, too.
    private static IEnumerable<string> FindCode(string text, bool isTopic)
    {
        IEnumerable<string> fenced = FencedCode().Matches(text).Select(match => match.Groups[1].Value);
        IEnumerable<string> indented = isTopic ? IndentedCode().Matches(text).Select(match => match.Value) : [];
        return fenced.Concat(indented.Where(block => block.Contains("-AzQuantum", StringComparison.Ordinal) && !Diagram().IsMatch(block)));
    }

    [GeneratedRegex(@"^ *```powershell\n(.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedCode();

    [GeneratedRegex(@"(?<=\n\n)(?<!\nThe output:\n\n)((?: {4}.*\n|\n+(?= {4}))+)", RegexOptions.Multiline)]
    private static partial Regex IndentedCode();

    [GeneratedRegex("^ +v$", RegexOptions.Multiline)]
    private static partial Regex Diagram();
}
