using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Where jobs have their inputs and outputs. Nothing of it is done while the workspace's gate is held.</summary>
internal interface IJobStorage
{
    /// <summary>The signed address by which a container is made, and blobs in it are put and read.</summary>
    string SignForUpload(BlobAddress container, EndpointRequest call);

    /// <summary>The signed address of a container or blob, with the right to do what <paramref name="permissions"/> say.</summary>
    string Sign(BlobAddress address, string permissions, EndpointRequest call);

    /// <summary>What an address in this storage names; null for any other. Its signature does not matter to who already may submit.</summary>
    BlobAddress? Find(Uri address, EndpointRequest call);

    Task<bool> HasContainerAsync(string name, CancellationToken cancellationToken);

    /// <summary>What was uploaded there; null when nothing was.</summary>
    Task<UploadedInput?> ReadAsync(BlobAddress address, CancellationToken cancellationToken);

    /// <summary>Puts a job's output, unless its container has gone.</summary>
    Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt);
}
