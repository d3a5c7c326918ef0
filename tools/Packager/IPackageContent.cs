namespace AzQuantumSession.Packager;

/// <summary>The files of a package, and what its metadata says.</summary>
internal interface IPackageContent
{
    /// <summary>The id of the package.</summary>
    string Name { get; }

    /// <summary>The version, with the label of a preview.</summary>
    string Version { get; }

    string Author { get; }

    string Copyright { get; }

    /// <summary>The relative paths of the files, with slashes, in ordinal order.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Returns the content of a file.</summary>
    byte[] Read(string file);
}
