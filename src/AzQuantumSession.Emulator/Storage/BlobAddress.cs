namespace AzQuantumSession.Emulator.Storage;

/// <summary>The name of a container, or of a blob in a container.</summary>
internal sealed record BlobAddress(string Container, string? Blob)
{
    /// <summary>The name of the built-in account, which is the first segment of the path.</summary>
    public const string Account = "emulatorstorage";

    /// <summary>The escaped path in the built-in account.</summary>
    public string Path => Blob is null
        ? $"/{Account}/{Container}"
        : $"/{Account}/{Container}/{string.Join('/', Blob.Split('/').Select(Uri.EscapeDataString))}";
}
