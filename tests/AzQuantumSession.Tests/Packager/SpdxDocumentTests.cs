using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Packager;

/// <summary>Compares the SBOM of a module with the module.</summary>
public abstract class SpdxDocumentTests(PackagedModuleFixture fixture)
{
    private readonly JsonNode _document = JsonNode.Parse(File.ReadAllText(fixture.Files[2]))!;

    [Fact]
    public void Document_has_each_file_with_its_hash() => Assert.Equal(
        fixture.Module.Files.Select(file => ($"./{file}", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(fixture.Module.GetPath(file)))))),
        _document["files"]!.AsArray().Select(file => (Text(file, "fileName"), Text(
            file!["checksums"]!.AsArray().Single(checksum => Text(checksum, "algorithm") == "SHA256"), "checksumValue"))));

    [Fact]
    public void Document_has_each_package_with_a_license()
    {
        JsonNode[] packages = [.. _document["packages"]!.AsArray().Skip(1).Select(package => package!)];

        Assert.Equal(
            fixture.Packages.Select(package => (package.Id, package.Version)), packages.Select(package => (Text(package, "name"), Text(package, "versionInfo"))));
        Assert.All(packages, package => Assert.NotEqual("NOASSERTION", Text(package, "licenseDeclared")));
    }

    [Fact]
    public void Packages_are_those_of_the_lock_file()
    {
        string lockFile = File.ReadAllText(Path.Combine(Checkout.Root, "src", fixture.Project, "packages.lock.json"));
        JsonObject locked = JsonNode.Parse(lockFile)!["dependencies"]!.AsObject().Single().Value!.AsObject();

        Assert.All(fixture.Packages, package => Assert.Equal(package.Version, Text(locked[package.Id], "resolved")));
    }

    [Fact]
    public void Each_assembly_comes_from_a_package_or_the_project()
    {
        IEnumerable<string> origins = fixture.Packages.SelectMany(package => package.Files).Append($"{fixture.AssemblyFolder}/{fixture.Project}.dll");

        Assert.Equal(
            fixture.Module.Files.Where(file => file.StartsWith($"{fixture.AssemblyFolder}/", StringComparison.Ordinal) && Path.GetExtension(file) == ".dll"),
            origins.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Relationships_refer_to_elements_with_unique_ids()
    {
        string[] ids = [
            "SPDXRef-DOCUMENT",
            .. _document["packages"]!.AsArray().Select(package => Text(package, "SPDXID")),
            .. _document["files"]!.AsArray().Select(file => Text(file, "SPDXID")),
        ];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^SPDXRef-[A-Za-z0-9.-]+$", id));
        Assert.All(_document["relationships"]!.AsArray(), relationship =>
        {
            Assert.Contains(Text(relationship, "spdxElementId"), ids);
            Assert.Contains(Text(relationship, "relatedSpdxElement"), ids);
        });
    }

    [Fact]
    public void Document_has_the_time_of_the_commit() => Assert.Equal(
        PackagedModuleFixture.Time, _document["creationInfo"]!["created"]!.GetValue<DateTimeOffset>());

    private static string Text(JsonNode? node, string property) => node![property]!.GetValue<string>();
}
