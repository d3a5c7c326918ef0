using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using NuGet.Packaging;
using NuGet.Packaging.Licenses;
using NuGet.Versioning;

namespace AzQuantumSession.Packager;

/// <summary>Writes the packages of the module. The same files and the same time give the same bytes.</summary>
internal static class PackageWriter
{
    private const string Icon = "icon.png";

    /// <summary>
    /// Writes the package for a gallery, the archive for machines without a network, the SBOM, and the checksums of all files in the folder.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="packages">The NuGet packages that the module contains.</param>
    /// <param name="output">The folder to write to. It's created if necessary.</param>
    /// <param name="time">The time of all files.</param>
    /// <returns>The paths of the files.</returns>
    public static IReadOnlyList<string> Write(ModuleFolder module, IReadOnlyList<ShippedPackage> packages, string output, DateTimeOffset time)
    {
        Directory.CreateDirectory(output);
        string prefix = Path.Combine(output, $"{ModuleFolder.Name}.{module.Version}");
        string checksums = $"{prefix}.sha256";
        string[] files = [$"{prefix}.nupkg", $"{prefix}.zip", $"{prefix}.spdx.json"];
        WriteGalleryPackage(module, files[0], time);
        WriteArchive(module, files[1], time);
        File.WriteAllText(files[2], SpdxDocument.Create(module, packages, time));

        // The format of sha256sum -c.
        IEnumerable<string> hashed = Directory.EnumerateFiles(output).Where(file => file != checksums).Order(StringComparer.Ordinal);
        File.WriteAllLines(checksums, hashed.Select(file => $"{Hash(file)}  {Path.GetFileName(file)}"));
        return [.. files, checksums];
    }

    private static void WriteGalleryPackage(ModuleFolder module, string path, DateTimeOffset time)
    {
        var builder = new PackageBuilder(deterministic: true)
        {
            Id = ModuleFolder.Name,
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
            .. module.Tags, "PSModule", "PSIncludes_Cmdlet", .. module.Commands.SelectMany(command => new[] { $"PSCmdlet_{command}", $"PSCommand_{command}" })]);
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
            ZipArchiveEntry entry = archive.CreateEntry($"{ModuleFolder.Name}/{module.Version.Split('-')[0]}/{file}");
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
