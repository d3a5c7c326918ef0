using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Compares the help of Get-Help, which is part of the repository, with the pages from which it is created.</summary>
public sealed class HelpTests
{
    private static readonly string[] Pages = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "help"), "*-*.md").Order(StringComparer.Ordinal)];

    private static readonly XDocument Help =
        XDocument.Load(Path.Combine(Checkout.Root, "src", "AzQuantumSession", "en-US", "AzQuantumSession.dll-Help.xml"));

    [Fact]
    public void Help_is_created_from_the_current_pages()
    {
        string text = string.Concat(Pages.Select(page => File.ReadAllText(page).ReplaceLineEndings("\n")));
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        Assert.True(
            Help.Nodes().OfType<XComment>().Any(comment => comment.Value.Contains(hash, StringComparison.Ordinal)),
            "The help is outdated. Run: ./build.ps1 -Task Help");
    }

    [Fact]
    public void Help_has_each_command_with_its_examples()
    {
        string[] commands = [.. Help.Root!.Elements().Select(command => command.Descendants().First(element => element.Name.LocalName == "name").Value)];

        Assert.Equal(Pages.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), commands.Order(StringComparer.Ordinal));
        Assert.All(Help.Root.Elements(), command => Assert.True(command.Descendants().Count(element => element.Name.LocalName == "example") >= 2));
    }
}
