using System.Collections;
using System.Management.Automation.Language;

namespace AzQuantumSession.Packager;

/// <summary>The folder of the built module, with what its manifest says.</summary>
internal sealed class ModuleFolder : IPackageContent
{
    private readonly Hashtable _manifest;
    private readonly Hashtable _psData;

    /// <summary>Reads the manifest in a folder.</summary>
    /// <param name="path">The path of the folder.</param>
    /// <exception cref="InvalidDataException">The folder contains no manifest with data only.</exception>
    public ModuleFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        string manifest = Directory.EnumerateFiles(Path, "*.psd1").Single();
        Name = System.IO.Path.GetFileNameWithoutExtension(manifest);
        ScriptBlockAst script = Parser.ParseFile(manifest, out _, out ParseError[] errors);
        _manifest = errors.Length == 0 && script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) is HashtableAst table
            ? ReadConstants(table)
            : throw new InvalidDataException($"'{manifest}' is not a manifest.");
        _psData = (Hashtable)((Hashtable)_manifest["PrivateData"]!)["PSData"]!;
        Files = [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The name of the module.</summary>
    public string Name { get; }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The version, with the label of a preview.</summary>
    public string Version => _psData["Prerelease"] is string { Length: > 0 } label ? $"{_manifest["ModuleVersion"]}-{label}" : $"{_manifest["ModuleVersion"]}";

    public string Author => (string)_manifest["Author"]!;

    public string Copyright => (string)_manifest["Copyright"]!;

    public string Description => (string)_manifest["Description"]!;

    public string? ReleaseNotes => (string?)_psData["ReleaseNotes"];

    public IReadOnlyList<string> Tags => [.. ((object[])_psData["Tags"]!).Cast<string>()];

    /// <summary>The commands, for the tags with which the gallery finds them.</summary>
    public IReadOnlyList<string> Commands => [.. ((object[])_manifest["CmdletsToExport"]!).Cast<string>()];

    /// <summary>The files, relative to the folder, with slashes, in ordinal order.</summary>
    public IReadOnlyList<string> Files { get; }

    // The values that depend on the edition of PowerShell are not for packages.
    private static Hashtable ReadConstants(HashtableAst table) => new(table.KeyValuePairs
        .Where(pair => pair.Item2.Find(ast => ast is IfStatementAst, searchNestedScriptBlocks: false) is null)
        .ToDictionary(pair => pair.Item1.SafeGetValue(), pair => pair.Item2.SafeGetValue()));

    /// <summary>Returns the full path of a file.</summary>
    public string GetPath(string file) => System.IO.Path.Combine(Path, file);

    public byte[] Read(string file) => File.ReadAllBytes(GetPath(file));
}
