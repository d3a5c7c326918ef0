using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>A container, or a blob in one.</summary>
internal sealed record BlobAddress(string Container, string? Blob)
{
    /// <summary>The only storage account; it is the first part of the path.</summary>
    public const string Account = "emulatorstorage";

    /// <summary>The path of it, escaped as in an address.</summary>
    public string Path => Blob is null
        ? $"/{Account}/{Container}"
        : $"/{Account}/{Container}/{string.Join('/', Blob.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Reads an address in this storage, whose signature does not matter to who already may submit.</summary>
    public static BlobAddress Require(Call call, string address, string property)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && uri.IsLoopback
            && uri.Port == new Uri(call.Origin).Port
            && uri.AbsolutePath.Split('/', 4) is ["", Account, { Length: > 0 } container, .. var rest])
        {
            return new BlobAddress(container, rest is [{ Length: > 0 } blob] ? Uri.UnescapeDataString(blob) : null);
        }

        throw ServiceException.InvalidInput($"The property '{property}' must be an address in the workspace's storage.", property);
    }
}
