using System.Buffers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Writes downloaded files of jobs to a file, or to a folder for each job in a folder.</summary>
/// <param name="output">Confirms the files.</param>
/// <param name="outFile">The full path of a file, or of an existing folder.</param>
/// <param name="force">Whether to overwrite existing files.</param>
internal sealed class JobFileWriter(ICmdletOutput output, string outFile, bool force)
{
    private readonly Dictionary<string, QuantumJobFile> _fileByPath =
        new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Writes a file. An interrupted download leaves a partial file, which the next download of the same version continues.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="download">Downloads the missing bytes to a stream.</param>
    /// <param name="decompress">Decompresses the downloaded bytes to another stream; null to write them as they are stored.</param>
    /// <exception cref="CmdletException">The file cannot be written.</exception>
    public async Task WriteAsync(QuantumJobFile file, Func<Stream, Task> download, Func<Stream, Stream, Task>? decompress)
    {
        string path = GetPath(file);
        if (!output.ShouldProcess(path, $"Write the file '{file.Name}' of job '{file.JobId}'"))
        {
            return;
        }

        string version = string.Concat((file.ETag ?? "").Where(char.IsAsciiLetterOrDigit));
        string partial = version.Length > 0 ? $"{path}.{version}.partial" : $"{path}.partial";
        string decompressed = $"{path}.decompressed.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileMode mode = version.Length > 0 ? FileMode.OpenOrCreate : FileMode.Create;
            await using (FileStream stream = new(partial, mode, FileAccess.ReadWrite, FileShare.None))
            {
                await download(stream);
                if (decompress is not null)
                {
                    stream.Position = 0;
                    await using FileStream target = File.Create(decompressed);
                    await decompress(stream, target);
                }
            }

            if (File.Exists(path))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            File.Move(decompress is null ? partial : decompressed, path, overwrite: true);
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(file, path, ErrorCategory.WriteError, e.Message.Replace(partial, path, StringComparison.Ordinal));
        }
        finally
        {
            DeleteUnfinished(partial, decompressed);
        }
    }

    private string GetPath(QuantumJobFile file)
    {
        bool isFolder = Directory.Exists(outFile);
        if (isFolder && BlobFileName.FindError($"{file.JobId}/{file.Name}") is { } reason)
        {
            throw NotWritten(file, outFile, ErrorCategory.SecurityError, $"{reason}. Give the path of a file to -OutFile.");
        }

        string path = isFolder ? Path.Combine([outFile, file.JobId, .. file.Name.Split('/')]) : outFile;
        if (!isFolder && !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw NotWritten(file, path, ErrorCategory.WriteError, $"the folder '{Path.GetDirectoryName(path)}' does not exist.");
        }

        if (!_fileByPath.TryAdd(path, file) && (_fileByPath[path].JobId, _fileByPath[path].Name) != (file.JobId, file.Name))
        {
            throw NotWritten(file, path, ErrorCategory.ResourceExists, "it contains another file of this command. Give a folder to -OutFile for more than one file.");
        }

        return !File.Exists(path) || force
            ? path
            : throw NotWritten(file, path, ErrorCategory.ResourceExists, "it already exists. Use -Force to overwrite it, or specify another path.");
    }

    // A partial file without content has nothing to continue. A failed deletion must not hide the error of the download.
    private static void DeleteUnfinished(string partial, string decompressed)
    {
        try
        {
            File.Delete(decompressed);
            if (new FileInfo(partial) is { Exists: true, Length: 0 } empty)
            {
                empty.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static CmdletException NotWritten(QuantumJobFile file, string path, ErrorCategory category, string reason) => new(
        ErrorIds.FileNotWritten, category, $"The file '{file.Name}' of job '{file.JobId}' cannot be written to '{path}': {reason}", file);
}

/// <summary>Checks whether the name of a blob can be the path of a file below a folder, on all operating systems.</summary>
internal static class BlobFileName
{
    // Windows reads a superscript 1, 2, or 3 as the digit.
    private static readonly string[] DeviceNames =
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "123456789\u00B9\u00B2\u00B3".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })];

    private static readonly SearchValues<char> InvalidCharacters = SearchValues.Create("\\:*?\"<>|");

    /// <summary>Returns why a name cannot be a path below a folder; null if it can.</summary>
    public static string? FindError(string name)
    {
        foreach (string segment in name.Split('/'))
        {
            if (segment is "" or "." or "..")
            {
                return $"its name has the part '{segment}', which can leave the folder";
            }

            if (segment.AsSpan().ContainsAny(InvalidCharacters) || segment.Any(char.IsControl))
            {
                return "its name has characters that are not valid in the names of files";
            }

            // Windows ignores spaces before the extension of a device.
            if (segment[^1] is '.' or ' ' || DeviceNames.Contains(segment.Split('.')[0].TrimEnd(' '), StringComparer.OrdinalIgnoreCase))
            {
                return $"the part '{segment}' of its name is not valid as the name of a file";
            }
        }

        return null;
    }
}
