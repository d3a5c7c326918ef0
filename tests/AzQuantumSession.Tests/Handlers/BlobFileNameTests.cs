using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class BlobFileNameTests
{
    [Theory]
    [InlineData("inputData")]
    [InlineData("logs/2026-10-09/compiler.log")]
    [InlineData("a b (1).txt")]
    [InlineData("..a/.hidden")]
    [InlineData("console.log")]
    [InlineData("com10.txt")]
    [InlineData("con1 .txt")]
    public void FindError_accepts_paths_below_a_folder(string name) => Assert.Null(BlobFileName.FindError(name));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/./x")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..\\x")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("file.txt:stream")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a*")]
    [InlineData("NUL")]
    [InlineData("logs/com1.txt")]
    [InlineData("CON .txt")]
    [InlineData("COM\u00B9")]
    [InlineData("lpt\u00B3.log")]
    [InlineData("conin$")]
    [InlineData("CONOUT$.txt")]
    [InlineData("a.")]
    [InlineData("a /b")]
    public void FindError_rejects_names_that_leave_the_folder_or_are_not_valid(string name) => Assert.NotNull(BlobFileName.FindError(name));
}
