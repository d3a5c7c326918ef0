using AzQuantumSession.Packager;

namespace AzQuantumSession.Tests.Packager;

public sealed class EmulatorPackageTests(PackagedEmulatorFixture fixture) : PackageWriterTests(fixture), IClassFixture<PackagedEmulatorFixture>
{
    private readonly PackagedEmulatorFixture _fixture = fixture;

    protected override IReadOnlyList<string> Tags => ["Emulator"];

    [Fact]
    public void Module_has_the_version_of_the_module_with_the_commands() => Assert.Equal(
        new ModuleFolder(Path.Combine(Checkout.Root, "out", "AzQuantumSession")).Version, _fixture.Module.Version);

    [Fact]
    public void Documents_of_a_tool_are_those_of_its_files()
    {
        // A tool is a package with the same program in another folder.
        string package = _fixture.Write("tool")[0];
        var tool = new ToolPackage(package);

        IReadOnlyList<string> files = PackageWriter.WriteDocuments(package, tool, _fixture.ReadPackages(tool), PackagedModuleFixture.Time);

        Assert.Equal(File.ReadAllText(_fixture.Files[2]), File.ReadAllText(files[1]));
        Assert.Equal(["nupkg", "spdx.json"], File.ReadAllLines(files[2]).Select(line => line.Split($".{tool.Version}.")[1]));
    }
}
