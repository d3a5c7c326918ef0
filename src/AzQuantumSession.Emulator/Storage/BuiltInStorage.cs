using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>The built-in storage account on the port of the emulator. It uses the clock of the emulator.</summary>
internal sealed class BuiltInStorage(TimeProvider clock) : IJobStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);

    public SasSigner Signer { get; } = new();

    /// <summary>Runs a function with exclusive access to the containers, which it gets by name.</summary>
    public T Run<T>(Func<Dictionary<string, BlobContainer>, T> run)
    {
        lock (_lock)
        {
            return run(_containers);
        }
    }

    public Task CreateContainerAsync(string name)
    {
        Run(containers => containers.TryAdd(name, new BlobContainer(clock.GetUtcNow())));
        return Task.CompletedTask;
    }

    public string GetUri(BlobAddress address, EndpointRequest call) => $"{call.Origin}{address.Path}";

    public string SignForCreation(BlobAddress container, EndpointRequest call) =>
        $"{GetUri(container, call)}?{Signer.SignAccount("rwlc", call.Now)}";

    public string Sign(BlobAddress address, string permissions, EndpointRequest call, string? contentDisposition = null) =>
        $"{GetUri(address, call)}?{Signer.Sign(address, permissions, call.Now, contentDisposition)}";

    public BlobAddress? Find(Uri address, EndpointRequest call) =>
        new Uri(call.Origin) is var origin
        && (address.Host == origin.Host || address.IsLoopback)
        && address.Port == origin.Port
        && address.AbsolutePath.Split('/', 4) is ["", BlobAddress.Account, { Length: > 0 } container, .. var segments]
            ? new BlobAddress(container, segments is [{ Length: > 0 } blob] ? Uri.UnescapeDataString(blob) : null)
            : null;

    public Task<UploadedInput?> ReadAsync(BlobAddress container, BlobAddress input, CancellationToken cancellationToken)
    {
        Blob? blob = Run(containers => containers.ContainsKey(container.Container)
            ? containers.GetValueOrDefault(input.Container)?.Blobs.GetValueOrDefault(input.Blob ?? "")
            : null);
        return Task.FromResult(blob is null ? null : new UploadedInput(blob.Content.Value, blob.ContentEncoding));
    }

    public Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt)
    {
        var blob = new Blob(output, "application/json", null, new(() => Blob.Hash(output.Value)), writtenAt);
        Run(containers => containers[address.Container].Blobs[address.Blob!] = blob);
        return Task.CompletedTask;
    }
}
