using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AzQuantumSession.Packager;
using NuGet.Packaging;

namespace AzQuantumSession.Tests.Packager;

/// <summary>Tests of the packages of a module.</summary>
public abstract partial class PackageWriterTests(PackagedModuleFixture fixture)
{
    // What the PowerShell Gallery accepts.
    private const int MaxTagsLength = 4000;

    /// <summary>The tags of the package, besides those of each module.</summary>
    protected abstract IReadOnlyList<string> Tags { get; }

    [Fact]
    public void Package_has_the_files_of_the_module_only()
    {
        using ZipArchive package = ZipFile.OpenRead(fixture.Files[0]);

        IEnumerable<string> files = package.Entries
            .Where(entry => !ToolPackage.IsPartOfNuGet(entry.FullName))
            .Select(entry => Uri.UnescapeDataString(entry.FullName));
        Assert.Equal(fixture.Module.Files, files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Archive_can_be_extracted_into_a_module_folder()
    {
        using ZipArchive archive = ZipFile.OpenRead(fixture.Files[1]);

        Assert.Equal(fixture.Module.Files.Select(file => $"{fixture.Module.Name}/{fixture.Module.Version}/{file}"), archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(PackagedModuleFixture.Time.DateTime, entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void Packages_of_the_same_files_have_the_same_bytes()
    {
        IReadOnlyList<string> second = fixture.Write("second");

        Assert.Equal(fixture.Files.Select(File.ReadAllBytes), second.Select(File.ReadAllBytes));
    }

    [Fact]
    public void Package_has_what_a_gallery_shows()
    {
        using PackageArchiveReader package = new(fixture.Files[0]);
        NuspecReader nuspec = package.NuspecReader;

        Assert.Equal((fixture.Module.Name, fixture.Module.Version), (nuspec.GetId(), nuspec.GetVersion().ToNormalizedString()));
        Assert.Equal("MIT", nuspec.GetLicenseMetadata()?.License);
        Assert.Contains(nuspec.GetIcon(), fixture.Module.Files);
        Assert.Empty(nuspec.GetDependencyGroups());
        Assert.False(string.IsNullOrWhiteSpace(nuspec.GetDescription()));
        Assert.False(string.IsNullOrWhiteSpace(nuspec.GetReleaseNotes()));
        Assert.InRange(nuspec.GetTags().Length, 1, MaxTagsLength);
        string[] tags = nuspec.GetTags().Split(' ');
        Assert.Equal(tags.Distinct(), tags);
        Assert.Superset(new HashSet<string>(["PSModule", "PSEdition_Core", "Windows", "Linux", "MacOS", .. Tags]), tags.ToHashSet());
    }

    [Fact]
    public void Module_has_no_file_twice_and_no_symbols()
    {
        Assert.DoesNotContain(fixture.Module.Files, file => file.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            fixture.Module.Files.GroupBy(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(fixture.Module.GetPath(file))))),
            group => group.Count() > 1);
    }

    [Fact]
    public void Checksums_are_those_of_the_files()
    {
        string[] lines = File.ReadAllLines(fixture.Files[3]);

        Assert.Equal(
            fixture.Files.Take(3).Order(StringComparer.Ordinal).Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}"), lines);
    }

    [Fact]
    public void Notices_have_each_package_with_its_license()
    {
        string notices = File.ReadAllText(fixture.Module.GetPath(ThirdPartyNotices.FileName));

        Assert.All(fixture.Packages, package => Assert.Contains($"\n{package.Id} {package.Version}\n{package.Copyright}\n", notices, StringComparison.Ordinal));
        Assert.Contains("Permission is hereby granted, free of charge", notices, StringComparison.Ordinal);
        Assert.Contains("Apache License", notices, StringComparison.Ordinal);
        Assert.StartsWith($"{fixture.Module.Name} contains ", notices, StringComparison.Ordinal);
        Assert.DoesNotMatch(PathPattern(), notices);
    }

    [Fact]
    public void Unknown_license_is_an_error()
    {
        ShippedPackage unknown = fixture.Packages[0] with { License = "NOASSERTION" };

        Assert.Throws<InvalidDataException>(() => ThirdPartyNotices.Write(Path.GetTempFileName(), "name", [unknown]));
    }

    [GeneratedRegex("^/(home|root|tmp)/", RegexOptions.Multiline)]
    private static partial Regex PathPattern();
}
