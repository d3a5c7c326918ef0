using AzQuantumSession.Packager;

namespace AzQuantumSession.Tests.Packager;

/// <summary>The packages of a copy of the built module.</summary>
public sealed class PackagedModuleFixture : IDisposable
{
    /// <summary>The time of the files in the packages. Even, because a ZIP archive has a resolution of two seconds.</summary>
    internal static readonly DateTimeOffset Time = new(2026, 11, 3, 12, 30, 42, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public PackagedModuleFixture()
    {
        string built = Path.Combine(Checkout.Root, "out", "AzQuantumSession");
        string copy = Path.Combine(_folder.Path, "AzQuantumSession");
        foreach (string file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Packages = ShippedPackage.ReadAll(Path.Combine(Checkout.Root, "src", "AzQuantumSession.Client", "obj", "project.assets.json"), copy);
        ThirdPartyNotices.Write(Path.Combine(copy, ThirdPartyNotices.FileName), Packages);
        Module = new ModuleFolder(copy);
        Files = Write("first");
    }

    internal ModuleFolder Module { get; }

    internal IReadOnlyList<ShippedPackage> Packages { get; }

    /// <summary>The package, the archive, the SBOM, and the checksums.</summary>
    internal IReadOnlyList<string> Files { get; }

    /// <summary>Writes the packages to a folder.</summary>
    internal IReadOnlyList<string> Write(string folder) => PackageWriter.Write(Module, Packages, Path.Combine(_folder.Path, folder), Time);

    public void Dispose() => _folder.Dispose();
}
