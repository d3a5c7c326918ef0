using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>The storage of job inputs and outputs. Its methods are not called while the workspace is locked.</summary>
internal interface IJobStorage
{
    /// <summary>Returns the signed URI that allows creating a container, and writing and reading blobs in it.</summary>
    string SignForUpload(BlobAddress container, EndpointRequest call);

    /// <summary>Returns the signed URI of a container or blob with <paramref name="permissions"/>.</summary>
    string Sign(BlobAddress address, string permissions, EndpointRequest call);

    /// <summary>Returns the container or blob of a URI, or null if the URI does not belong to this storage. Does not check the signature, because the caller is already authorized to submit jobs.</summary>
    BlobAddress? Find(Uri address, EndpointRequest call);

    Task<bool> HasContainerAsync(string name, CancellationToken cancellationToken);

    /// <summary>Returns the uploaded input, or null if there is none.</summary>
    Task<UploadedInput?> ReadAsync(BlobAddress address, CancellationToken cancellationToken);

    /// <summary>Writes the output of a job, unless its container was deleted.</summary>
    Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt);
}
