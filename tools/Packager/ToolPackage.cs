using System.IO.Compression;
using NuGet.Packaging;

namespace AzQuantumSession.Packager;

/// <summary>The package of a .NET tool, which <c>dotnet pack</c> writes.</summary>
internal sealed class ToolPackage : IPackageContent
{
    private readonly Dictionary<string, byte[]> _files;

    /// <summary>Reads a package.</summary>
    /// <param name="path">The path of the package.</param>
    public ToolPackage(string path)
    {
        using (PackageArchiveReader reader = new(path))
        {
            NuspecReader nuspec = reader.NuspecReader;
            Name = nuspec.GetId();
            Version = nuspec.GetVersion().ToNormalizedString();
            Author = nuspec.GetAuthors();
            Copyright = nuspec.GetCopyright();
        }

        using ZipArchive archive = ZipFile.OpenRead(path);
        _files = archive.Entries.Where(entry => !IsPartOfNuGet(entry.FullName)).ToDictionary(entry => Uri.UnescapeDataString(entry.FullName), Read, StringComparer.Ordinal);
        Files = [.. _files.Keys.Order(StringComparer.Ordinal)];
    }

    public string Name { get; }

    public string Version { get; }

    public string Author { get; }

    public string Copyright { get; }

    public IReadOnlyList<string> Files { get; }

    public byte[] Read(string file) => _files[file];

    /// <summary>Returns whether an entry is a part that NuGet adds to each package.</summary>
    public static bool IsPartOfNuGet(string entry) =>
        entry is "[Content_Types].xml" or "_rels/.rels"
        || (entry.EndsWith(".nuspec", StringComparison.Ordinal) && !entry.Contains('/', StringComparison.Ordinal))
        || entry.StartsWith("package/services/", StringComparison.Ordinal);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
