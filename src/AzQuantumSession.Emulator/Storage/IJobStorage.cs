using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>The storage of job inputs and outputs.</summary>
internal interface IJobStorage
{
    /// <summary>Creates a container if it does not exist.</summary>
    Task CreateContainerAsync(string name);

    /// <summary>Returns the URI of a container or blob, without a signature.</summary>
    string GetUri(BlobAddress address, EndpointRequest call);

    /// <summary>Returns the signed URI that permits creating a container, and writing and reading blobs in it.</summary>
    string SignForCreation(BlobAddress container, EndpointRequest call);

    /// <summary>
    /// Returns the signed URI of a container or blob with <paramref name="permissions"/>. Downloads have the header Content-Disposition
    /// with <paramref name="contentDisposition"/>, unless it is null.
    /// </summary>
    string Sign(BlobAddress address, string permissions, EndpointRequest call, string? contentDisposition = null);

    /// <summary>Returns the container or blob of a URI, or null if the URI does not belong to this storage. Does not check the signature, because the caller is already authorized to submit jobs.</summary>
    BlobAddress? Find(Uri address, EndpointRequest call);

    /// <summary>Returns the uploaded input of a job, or null if it does not exist, or if the container of the job does not exist.</summary>
    Task<UploadedInput?> ReadAsync(BlobAddress container, BlobAddress input, CancellationToken cancellationToken);

    /// <summary>Writes the output of a job, unless its container was deleted.</summary>
    Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt);
}

/// <summary>The name of a container, or of a blob in a container.</summary>
internal sealed record BlobAddress(string Container, string? Blob)
{
    /// <summary>The name of the built-in account, which is the first segment of the path.</summary>
    public const string Account = "emulatorstorage";

    /// <summary>The type of the resource in a signature.</summary>
    public string Resource => Blob is null ? "c" : "b";

    /// <summary>The escaped path in the built-in account.</summary>
    public string Path => Blob is null
        ? $"/{Account}/{Container}"
        : $"/{Account}/{Container}/{string.Join('/', Blob.Split('/').Select(Uri.EscapeDataString))}";
}

/// <summary>The input of a job as it was uploaded, with its content encoding.</summary>
internal sealed record UploadedInput(byte[] Content, string? ContentEncoding);
