using AzQuantumSession.Packager;

namespace AzQuantumSession.Tests.Packager;

/// <summary>The packages of a copy of the built module.</summary>
public class PackagedModuleFixture : IDisposable
{
    /// <summary>The time of the files in the packages. Even, because a ZIP archive has a resolution of two seconds.</summary>
    internal static readonly DateTimeOffset Time = new(2026, 11, 3, 12, 30, 42, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public PackagedModuleFixture()
        : this("AzQuantumSession", "AzQuantumSession.Client", "lib")
    {
    }

    /// <summary>Writes the packages of a module.</summary>
    /// <param name="name">The name of the module.</param>
    /// <param name="project">The project whose references the module contains.</param>
    /// <param name="assemblyFolder">The folder of the module that contains the project and its references.</param>
    protected PackagedModuleFixture(string name, string project, string assemblyFolder)
    {
        Project = project;
        AssemblyFolder = assemblyFolder;
        string built = Path.Combine(Checkout.Root, "out", name);
        string copy = Path.Combine(_folder.Path, name);
        foreach (string file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Packages = ReadPackages(new ModuleFolder(copy));
        ThirdPartyNotices.Write(Path.Combine(copy, ThirdPartyNotices.FileName), name, Packages);
        Module = new ModuleFolder(copy);
        Files = Write("first");
    }

    internal ModuleFolder Module { get; }

    internal string Project { get; }

    internal string AssemblyFolder { get; }

    internal IReadOnlyList<ShippedPackage> Packages { get; }

    /// <summary>The package, the archive, the SBOM, and the checksums.</summary>
    internal IReadOnlyList<string> Files { get; }

    /// <summary>Writes the packages to a folder.</summary>
    internal IReadOnlyList<string> Write(string folder) => PackageWriter.Write(Module, Packages, Path.Combine(_folder.Path, folder), Time);

    /// <summary>Returns the packages that files come from.</summary>
    internal IReadOnlyList<ShippedPackage> ReadPackages(IPackageContent content) =>
        ShippedPackage.ReadAll(Path.Combine(Checkout.Root, "src", Project, "obj", "project.assets.json"), content.Files);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
