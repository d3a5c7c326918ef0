using System.Text;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Handlers;

/// <summary>The input of a job.</summary>
/// <param name="FilePath">The path of the file that the input comes from; null if it does not come from a file.</param>
/// <param name="OpenStream">Opens a seekable stream at the start of the input.</param>
internal sealed record JobInput(string? FilePath, Func<Stream> OpenStream)
{
    /// <summary>The default name of the job; null if the input does not come from a file.</summary>
    public string? Name => Path.GetFileNameWithoutExtension(FilePath);

    /// <summary>The advice if the input is not valid; null if there is none.</summary>
    public string? Hint { get; init; }

    public static JobInput FromFile(string path) => new(path, () => File.OpenRead(path));

    public static JobInput FromBytes(byte[] bytes, string? filePath = null) => new(filePath, () => new MemoryStream(bytes, writable: false));

    public static JobInput FromText(string text, string? filePath = null) => FromBytes(Encoding.UTF8.GetBytes(text), filePath);

    /// <summary>Creates the input from data, which is converted when the stream is opened.</summary>
    /// <param name="data">Values, lists, dictionaries, and custom objects.</param>
    /// <param name="writeJson">Writes the converted data as JSON.</param>
    /// <param name="parameterName">The name of the parameter, for error messages.</param>
    public static JobInput FromData(object? data, Func<object?, byte[]> writeJson, string parameterName) =>
        new(null, () => new MemoryStream(writeJson(JobDataConverter.Convert(data, parameterName)), writable: false));
}
