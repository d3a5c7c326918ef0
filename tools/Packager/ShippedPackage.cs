using NuGet.Packaging;
using NuGet.ProjectModel;

namespace AzQuantumSession.Packager;

/// <summary>A NuGet package of which the module contains assemblies.</summary>
/// <param name="Id">The id of the package.</param>
/// <param name="Version">The version of the package.</param>
/// <param name="License">The SPDX expression of the license.</param>
/// <param name="Authors">The authors.</param>
/// <param name="Copyright">The copyright; the authors if the package has none.</param>
/// <param name="ProjectUrl">The page of the project; null if the package has none.</param>
/// <param name="Sha512">The SHA-512 hash of the package in base64, as in the lock file.</param>
/// <param name="Notices">The notices of the package about code of others; null if it has none.</param>
/// <param name="Files">The files of the module that come from the package, relative to the module.</param>
internal sealed record ShippedPackage(
    string Id,
    string Version,
    string License,
    string Authors,
    string Copyright,
    string? ProjectUrl,
    string Sha512,
    string? Notices,
    IReadOnlyList<string> Files)
{
    // Packages that contain their license as a file instead of naming it. The file was compared with the license.
    private static readonly Dictionary<string, string> LicensesOfFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Apache.Arrow"] = "Apache-2.0",
        ["System.Security.Cryptography.ProtectedData"] = "MIT",
    };

    /// <summary>Reads the packages that a restore resolved, with those of their files that the module contains.</summary>
    /// <param name="assetsFile">The path of the client's project.assets.json, which the restore creates from the lock file.</param>
    /// <param name="moduleFolder">The folder of the built module.</param>
    public static IReadOnlyList<ShippedPackage> ReadAll(string assetsFile, string moduleFolder)
    {
        LockFile assets = LockFileUtilities.GetLockFile(assetsFile, NuGet.Common.NullLogger.Instance)
            ?? throw new FileNotFoundException($"'{assetsFile}' does not exist. Build the module first.", assetsFile);
        return [.. assets.Targets.Single().Libraries
            .Where(library => library.Type == "package")
            .Select(library => Read(assets, library, moduleFolder))
            .Where(package => package.Files.Count > 0)
            .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private static ShippedPackage Read(LockFile assets, LockFileTargetLibrary library, string moduleFolder)
    {
        LockFileLibrary package = assets.GetLibrary(library.Name!, library.Version!)!;
        string folder = assets.PackageFolders.Select(root => Path.Combine(root.Path, package.Path!)).First(Directory.Exists);
        NuspecReader nuspec = new(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        string[] files = [
            .. library.RuntimeAssemblies.Select(assembly => $"lib/{Path.GetFileName(assembly.Path)}"),
            .. library.RuntimeTargets.Where(target => target.Runtime == "win").Select(target => $"lib/win/{Path.GetFileName(target.Path)}"),
        ];
        return new ShippedPackage(
            library.Name!,
            library.Version!.ToNormalizedString(),
            nuspec.GetLicenseMetadata() is { Type: LicenseType.Expression } license ? license.License : LicensesOfFiles.GetValueOrDefault(library.Name!, "NOASSERTION"),
            nuspec.GetAuthors(),
            nuspec.GetCopyright() is { Length: > 0 } copyright ? copyright : nuspec.GetAuthors(),
            nuspec.GetProjectUrl() is { Length: > 0 } url ? url : null,
            package.Sha512!,
            ReadNotices(folder),
            [.. files.Where(file => File.Exists(Path.Combine(moduleFolder, file)))]);
    }

    private static string? ReadNotices(string folder) =>
        Directory.EnumerateFiles(folder, "third*party*notices.txt", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).FirstOrDefault() is { } file
            ? File.ReadAllText(file)
            : null;
}
