namespace AzQuantumSession.Emulator.Storage;

/// <summary>Creates a container, or returns its properties.</summary>
internal static class ContainerRequests
{
    public static Task CreateAsync(BlobRequest request)
    {
        RequireContainer(request);
        bool created = request.Blobs.Run(containers => containers.TryAdd(request.Address.Container, new BlobContainer(request.Now)));
        if (!created)
        {
            throw new StorageException(StatusCodes.Status409Conflict, "ContainerAlreadyExists", "The specified container already exists.");
        }

        Describe(request);
        request.Response.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    }

    public static Task GetAsync(BlobRequest request)
    {
        RequireContainer(request);
        Describe(request);
        return Task.CompletedTask;
    }

    private static void Describe(BlobRequest request)
    {
        BlobContainer container = request.WithContainer(found => found);
        request.WriteVersion(container.ETag, container.LastModified);
        request.Response.ContentLength = 0;
    }

    private static void RequireContainer(BlobRequest request)
    {
        if (request.Parameter("restype") != "container" || request.Parameter("comp") is not null)
        {
            throw StorageException.UnsupportedParameter("restype");
        }
    }
}
