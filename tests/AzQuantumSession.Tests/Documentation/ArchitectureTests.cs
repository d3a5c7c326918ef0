using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Compares the tables of docs/architecture.md with the sources.</summary>
public sealed partial class ArchitectureTests
{
    private const string Root = "(root)";

    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "architecture.md"));

    [Fact]
    public void Assemblies_reference_what_the_table_allows()
    {
        Dictionary<string, string[]> actual = Directory.GetDirectories(Path.Combine(Checkout.Root, "src")).ToDictionary(
            folder => Path.GetFileName(folder)!,
            folder => XDocument.Load(Path.Combine(folder, Path.GetFileName(folder) + ".csproj"))
                .Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')).Split('.')[^1])
                .ToArray());

        AssertEqual(ReadTable("Assemblies"), actual);
    }

    [Theory]
    [InlineData("AzQuantumSession", "Folders of the module")]
    [InlineData("AzQuantumSession.Client", "Folders of the client")]
    [InlineData("AzQuantumSession.Emulator", "Folders of the emulator")]
    public void Folders_use_what_the_table_allows(string project, string heading) => AssertEqual(ReadTable(heading), ReadFolders(project));

    [Theory]
    [InlineData("Folders of the module")]
    [InlineData("Folders of the client")]
    [InlineData("Folders of the emulator")]
    public void Folders_have_no_cycles(string heading)
    {
        Dictionary<string, string[]> table = ReadTable(heading);
        foreach (string folder in table.Keys)
        {
            HashSet<string> reached = [];
            Queue<string> pending = new(table[folder]);
            while (pending.TryDequeue(out string? next))
            {
                if (reached.Add(next))
                {
                    Array.ForEach(table[next], pending.Enqueue);
                }
            }

            Assert.DoesNotContain(folder, reached);
        }
    }

    [Theory]
    [InlineData("AzQuantumSession", "AzQuantumSession")]
    [InlineData("AzQuantumSession.Client", "AzQuantumSession.Client")]
    [InlineData("AzQuantumSession.Emulator", "AzQuantumSession.Emulator")]
    [InlineData("AzQuantumSession.Model", "AzQuantumSession")]
    public void Namespaces_are_the_folders(string project, string root) => Assert.All(Sources(project), source =>
    {
        string expected = source.Folder == Root ? root : $"{root}.{source.Folder}";
        Assert.Equal(expected, NamespacePattern().Match(source.Text) is { Success: true } match ? match.Groups[1].Value : expected);
    });

    [Fact]
    public void Page_names_only_files_that_exist()
    {
        string[] names = [.. CodePattern().Matches(Page).Select(match => match.Groups[1].Value)];
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(path => path.Replace('\\', '/'))];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(files, path => path.EndsWith($"/{name}.cs", StringComparison.Ordinal)));
    }

    // A folder uses another one if a file imports its namespace: the analyzer IDE0005 removes imports that are not used. The types of
    // the root need no import.
    private static Dictionary<string, string[]> ReadFolders(string project)
    {
        (string Folder, string Name, string Text)[] sources = [.. Sources(project)];
        Regex import = new($@"^using (?:static )?{Regex.Escape(project)}\.(\w+)", RegexOptions.Multiline);
        string[] rootTypes = [.. sources.Where(source => source.Folder == Root).Select(source => source.Name)];
        return sources.GroupBy(source => source.Folder).ToDictionary(
            group => group.Key,
            group => group
                .SelectMany(source => import.Matches(source.Text).Select(match => match.Groups[1].Value)
                    .Concat(group.Key != Root && rootTypes.Any(type => Regex.IsMatch(source.Text, $@"\b{type}\b")) ? [Root] : []))
                .Distinct()
                .ToArray());
    }

    private static IEnumerable<(string Folder, string Name, string Text)> Sources(string project)
    {
        string root = Path.Combine(Checkout.Root, "src", project);
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(root, path))!;
            if (folder.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                yield return (folder.Length == 0 ? Root : folder.Replace(Path.DirectorySeparatorChar, '.'), Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));
            }
        }
    }

    private static Dictionary<string, string[]> ReadTable(string heading)
    {
        string section = Regex.Match(Page, $@"^## {Regex.Escape(heading)}\n(.*?)(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return RowPattern().Matches(section).Skip(1).ToDictionary(
            row => row.Groups[1].Value.Trim(),
            row => row.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static void AssertEqual(Dictionary<string, string[]> expected, Dictionary<string, string[]> actual) =>
        Assert.Equal(Format(expected), Format(actual));

    private static IEnumerable<string> Format(Dictionary<string, string[]> table) =>
        table.Select(row => $"{row.Key}: {string.Join(", ", row.Value.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| (?!-)([^|]+)\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"`([A-Z]\w+/[A-Z]\w+)`")]
    private static partial Regex CodePattern();
}
