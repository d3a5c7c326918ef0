namespace AzQuantumSession.Tests.Support;

/// <summary>A temporary folder. The first access creates the folder, and Dispose deletes it with its files.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("azqs-"));

    public string Path => _folder.Value.FullName;

    /// <summary>The names of the files in the folder.</summary>
    public IEnumerable<string> FileNames => _folder.Value.GetFiles().Select(file => file.Name);

    /// <summary>Returns the path of a file in the folder.</summary>
    public string GetPath(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file, and returns its path.</summary>
    public string Write(string name, string text)
    {
        string path = GetPath(name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            _folder.Value.Delete(recursive: true);
        }
    }
}
