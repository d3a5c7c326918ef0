namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container, or a blob in one.</summary>
internal sealed record BlobAddress(string Container, string? Blob)
{
    /// <summary>The built-in account; it is the first part of the path.</summary>
    public const string Account = "emulatorstorage";

    /// <summary>The path of it in the built-in account, escaped as in an address.</summary>
    public string Path => Blob is null
        ? $"/{Account}/{Container}"
        : $"/{Account}/{Container}/{string.Join('/', Blob.Split('/').Select(Uri.EscapeDataString))}";
}
