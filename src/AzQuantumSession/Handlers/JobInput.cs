using System.Text;

namespace AzQuantumSession.Handlers;

/// <summary>The input of a job.</summary>
/// <param name="FilePath">The path of the input file; null if the input is not a file.</param>
/// <param name="OpenStream">Opens a seekable stream at the start of the input.</param>
internal sealed record JobInput(string? FilePath, Func<Stream> OpenStream)
{
    public static JobInput FromFile(string path) => new(path, () => File.OpenRead(path));

    public static JobInput FromBytes(byte[] bytes) => new(null, () => new MemoryStream(bytes, writable: false));

    public static JobInput FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));
}
