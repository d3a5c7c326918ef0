using System.Text;

namespace AzQuantumSession.Operations;

/// <summary>What a job is to run, and where it came from.</summary>
/// <param name="Source">The file's path, or null for an object.</param>
/// <param name="Open">Opens it, from its beginning, able to seek.</param>
internal sealed record JobInput(string? Source, Func<Stream> Open)
{
    public static JobInput OfFile(string path) => new(path, () => File.OpenRead(path));

    public static JobInput OfBytes(byte[] bytes) => new(null, () => new MemoryStream(bytes, writable: false));

    public static JobInput OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));
}
