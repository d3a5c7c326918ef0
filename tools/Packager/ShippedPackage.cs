using NuGet.Packaging;
using NuGet.ProjectModel;

namespace AzQuantumSession.Packager;

/// <summary>A NuGet package of which a package of this project contains assemblies.</summary>
/// <param name="Id">The id of the package.</param>
/// <param name="Version">The version of the package.</param>
/// <param name="License">The SPDX expression of the license.</param>
/// <param name="Authors">The authors.</param>
/// <param name="Copyright">The copyright; the authors if the package has none.</param>
/// <param name="ProjectUrl">The page of the project; null if the package has none.</param>
/// <param name="Sha512">The SHA-512 hash of the package in base64, as in the lock file.</param>
/// <param name="Notices">The notices of the package about code of others; null if it has none.</param>
/// <param name="Files">The files that come from the package: relative paths.</param>
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

    /// <summary>Reads the packages that a restore resolved, and finds the files that come from them.</summary>
    /// <param name="assetsFile">The path of the project.assets.json of the project with the references, which the restore creates from the lock file.</param>
    /// <param name="files">The relative paths of the files.</param>
    public static IReadOnlyList<ShippedPackage> ReadAll(string assetsFile, IReadOnlyList<string> files)
    {
        LockFile assets = LockFileUtilities.GetLockFile(assetsFile, NuGet.Common.NullLogger.Instance)
            ?? throw new FileNotFoundException($"'{assetsFile}' does not exist. Build the project first.", assetsFile);
        return [.. assets.Targets.Single().Libraries
            .Where(library => library.Type == "package")
            .Select(library => Read(assets, library, files))
            .Where(package => package.Files.Count > 0)
            .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private static ShippedPackage Read(LockFile assets, LockFileTargetLibrary library, IReadOnlyList<string> files)
    {
        LockFileLibrary package = assets.GetLibrary(library.Name!, library.Version!)!;
        string folder = assets.PackageFolders.Select(root => Path.Combine(root.Path, package.Path!)).First(Directory.Exists);
        NuspecReader nuspec = new(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        HashSet<string> assemblies = [.. library.RuntimeAssemblies.Concat(library.RuntimeTargets).Select(assembly => Path.GetFileName(assembly.Path))];
        return new ShippedPackage(
            library.Name!,
            library.Version!.ToNormalizedString(),
            nuspec.GetLicenseMetadata() is { Type: LicenseType.Expression } license ? license.License : LicensesOfFiles.GetValueOrDefault(library.Name!, "NOASSERTION"),
            nuspec.GetAuthors(),
            nuspec.GetCopyright() is { Length: > 0 } copyright ? copyright : nuspec.GetAuthors(),
            nuspec.GetProjectUrl() is { Length: > 0 } url ? url : null,
            package.Sha512!,
            ReadNotices(folder),
            [.. files.Where(file => assemblies.Contains(Path.GetFileName(file)))]);
    }

    private static string? ReadNotices(string folder) =>
        Directory.EnumerateFiles(folder, "third*party*notices.txt", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).FirstOrDefault() is { } file
            ? File.ReadAllText(file)
            : null;
}
