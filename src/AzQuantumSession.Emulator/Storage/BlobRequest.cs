namespace AzQuantumSession.Emulator.Storage;

/// <summary>A request for a container or blob with a valid signature.</summary>
internal sealed record BlobRequest(HttpContext Context, BlobAddress Address, BlobStore Blobs, DateTimeOffset Now)
{
    public HttpRequest Http => Context.Request;

    public HttpResponse Response => Context.Response;

    public string? Parameter(string name) => Http.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string? Header(string name) => Http.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public T WithContainer<T>(Func<BlobContainer, T> run) => Blobs.Run(containers =>
        containers.TryGetValue(Address.Container, out BlobContainer? container) ? run(container) : throw StorageException.ContainerNotFound());

    public async Task<byte[]> ReadBodyAsync()
    {
        using var buffer = new MemoryStream();
        await Http.Body.CopyToAsync(buffer, Context.RequestAborted);
        return buffer.ToArray();
    }

    /// <summary>Writes the ETag and the last modification time of a container or blob to the response.</summary>
    public void WriteVersion(string etag, DateTimeOffset lastModified)
    {
        Response.Headers.ETag = etag;
        Response.Headers.LastModified = lastModified.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }
}
