namespace AzQuantumSession.Emulator.Storage;

/// <summary>A request for a container or blob with a valid signature.</summary>
internal sealed record BlobRequest(HttpContext Context, BlobAddress Address, BuiltInStorage Storage, DateTimeOffset Now)
{
    public HttpRequest Http => Context.Request;

    public HttpResponse Response => Context.Response;

    public string? Parameter(string name) => Http.Query[name];

    public string? Header(string name) => Http.Headers[name];

    public T WithContainer<T>(Func<BlobContainer, T> run) => Storage.Run(containers =>
        containers.TryGetValue(Address.Container, out BlobContainer? container) ? run(container) : throw StorageException.ContainerNotFound());

    /// <summary>Throws if the request has the condition If-Match, and the blob does not meet it.</summary>
    public void RequireMatch(Blob? blob)
    {
        if (Header("If-Match") is { } etag && (blob is null || (etag != "*" && etag != blob.ETag)))
        {
            throw new StorageException(StatusCodes.Status412PreconditionFailed, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
        }
    }

    /// <summary>Writes the ETag and the last modification time of a container or blob to the response.</summary>
    public void WriteVersion(StorageItem item)
    {
        Response.Headers.ETag = item.ETag;
        Response.Headers.LastModified = item.LastModified.ToString("R", CultureInfo.InvariantCulture);
    }
}
