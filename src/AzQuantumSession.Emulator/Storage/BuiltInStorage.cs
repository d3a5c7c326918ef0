using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>The built-in storage account on the port of the emulator. It uses the clock of the emulator.</summary>
internal sealed class BuiltInStorage : IJobStorage
{
    public BlobStore Blobs { get; } = new();

    public SasSigner Signer { get; } = new();

    public string SignForUpload(BlobAddress container, EndpointRequest call) => Sign(container, "rcwl", call);

    public string Sign(BlobAddress address, string permissions, EndpointRequest call) => Signer.Sign(call.Origin, address, permissions, call.Now);

    public BlobAddress? Find(Uri address, EndpointRequest call) =>
        address.IsLoopback
        && address.Port == new Uri(call.Origin).Port
        && address.AbsolutePath.Split('/', 4) is ["", BlobAddress.Account, { Length: > 0 } container, .. var segments]
            ? new BlobAddress(container, segments is [{ Length: > 0 } blob] ? Uri.UnescapeDataString(blob) : null)
            : null;

    public Task<bool> HasContainerAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Blobs.Run(containers => containers.ContainsKey(name)));

    public Task<UploadedInput?> ReadAsync(BlobAddress address, CancellationToken cancellationToken)
    {
        Blob? blob = Blobs.Run(containers => containers.GetValueOrDefault(address.Container)?.Blobs.GetValueOrDefault(address.Blob ?? ""));
        return Task.FromResult(blob is null ? null : new UploadedInput(blob.Content.Value, blob.ContentEncoding));
    }

    public Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt)
    {
        var blob = new Blob(output, "application/json", null, writtenAt);
        Blobs.Run(containers => containers[address.Container].Blobs[address.Blob!] = blob);
        return Task.CompletedTask;
    }
}
