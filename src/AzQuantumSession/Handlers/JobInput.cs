using System.Text;

namespace AzQuantumSession.Handlers;

/// <summary>What a job is to run, and where it came from.</summary>
/// <param name="FilePath">The file's path, or null for an object.</param>
/// <param name="OpenStream">Opens it, from its beginning, able to seek.</param>
internal sealed record JobInput(string? FilePath, Func<Stream> OpenStream)
{
    public static JobInput FromFile(string path) => new(path, () => File.OpenRead(path));

    public static JobInput FromBytes(byte[] bytes) => new(null, () => new MemoryStream(bytes, writable: false));

    public static JobInput FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));
}
