using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using NuGet.Packaging;
using NuGet.Packaging.Licenses;
using NuGet.Versioning;

namespace AzQuantumSession.Packager;

/// <summary>Writes the packages of a module, and the documents of a tool. The same files and the same time give the same bytes.</summary>
internal static class PackageWriter
{
    private const string Icon = "icon.png";

    /// <summary>
    /// Writes the package for a gallery, the archive for machines without a network, the SBOM, and the checksums of these files.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="packages">The NuGet packages that the module contains.</param>
    /// <param name="output">The folder to write to. It's created if necessary.</param>
    /// <param name="time">The time of all files.</param>
    /// <returns>The paths of the files.</returns>
    public static IReadOnlyList<string> Write(ModuleFolder module, IReadOnlyList<ShippedPackage> packages, string output, DateTimeOffset time)
    {
        Directory.CreateDirectory(output);
        string prefix = Path.Combine(output, $"{module.Name}.{module.Version}");
        string[] files = [$"{prefix}.nupkg", $"{prefix}.zip", $"{prefix}.spdx.json"];
        WriteGalleryPackage(module, files[0], time);
        WriteArchive(module, files[1], time);
        File.WriteAllText(files[2], SpdxDocument.Create(module, packages, time));
        return [.. files, WriteChecksums(prefix, files)];
    }

    /// <summary>Writes the SBOM of a tool, and the checksums of its package and the SBOM, beside the package.</summary>
    /// <param name="path">The path of the package.</param>
    /// <param name="tool">The package.</param>
    /// <param name="packages">The NuGet packages that the tool contains.</param>
    /// <param name="time">The time of the SBOM.</param>
    /// <returns>The paths of the files.</returns>
    public static IReadOnlyList<string> WriteDocuments(string path, ToolPackage tool, IReadOnlyList<ShippedPackage> packages, DateTimeOffset time)
    {
        string prefix = Path.ChangeExtension(path, null);
        string[] files = [path, $"{prefix}.spdx.json"];
        File.WriteAllText(files[1], SpdxDocument.Create(tool, packages, time));
        return [.. files, WriteChecksums(prefix, files)];
    }

    // The format of sha256sum -c.
    private static string WriteChecksums(string prefix, string[] files)
    {
        string checksums = $"{prefix}.sha256";
        File.WriteAllLines(checksums, files.Order(StringComparer.Ordinal).Select(file => $"{Hash(file)}  {Path.GetFileName(file)}"));
        return checksums;
    }

    private static void WriteGalleryPackage(ModuleFolder module, string path, DateTimeOffset time)
    {
        var builder = new PackageBuilder(deterministic: true)
        {
            Id = module.Name,
            Version = NuGetVersion.Parse(module.Version),
            Description = module.Description,
            Copyright = module.Copyright,
            ReleaseNotes = module.ReleaseNotes,
            LicenseMetadata = new LicenseMetadata(LicenseType.Expression, "MIT", NuGetLicenseExpression.Parse("MIT"), [], LicenseMetadata.EmptyVersion),
            Icon = Icon,
            DeterministicTimestamp = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        builder.Authors.Add(module.Author);

        // The tags by which the PowerShell Gallery recognizes a module and finds its commands.
        builder.Tags.AddRange([
            .. module.Tags, "PSModule", .. module.Commands.Take(1).Select(_ => "PSIncludes_Cmdlet"),
            .. module.Commands.SelectMany(command => new[] { $"PSCmdlet_{command}", $"PSCommand_{command}" })]);
        builder.Files.AddRange(module.Files.Select(file => new PhysicalPackageFile { SourcePath = module.GetPath(file), TargetPath = file }));
        using FileStream stream = File.Create(path);
        builder.Save(stream);
    }

    // The archive can be extracted into a folder of PSModulePath.
    private static void WriteArchive(ModuleFolder module, string path, DateTimeOffset time)
    {
        using ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create);
        foreach (string file in module.Files)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{module.Name}/{module.Version.Split('-')[0]}/{file}");
            entry.LastWriteTime = time.ToUniversalTime();
            using Stream target = entry.Open();
            using FileStream source = File.OpenRead(module.GetPath(file));
            source.CopyTo(target);
        }
    }

    private static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
