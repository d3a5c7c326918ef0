using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;
using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The part of the Blob service that clients of the workspace need. It is compatible with the Azure Storage client library.</summary>
internal sealed class BlobEndpoints(WorkspaceState workspace, BuiltInStorage storage)
{
    private const string Container = $"/{BlobAddress.Account}/{{container}}";
    private const string Blob = $"{Container}/{{**blob}}";
    private const string VersionHeader = "x-ms-version";
    private const string DefaultVersion = "2024-11-04";
    private static readonly string[] OtherParameters = ["restype", "comp", "blockid", "timeout"];

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, Container, "c", RunContainerAsync, HttpMethods.Put);
        Map(routes, Container, "rl", RunContainerAsync, HttpMethods.Get, HttpMethods.Head);
        Map(routes, Blob, "cw", BlobUploads.PutAsync, HttpMethods.Put);
        Map(routes, Blob, "r", BlobDownloads.GetAsync, HttpMethods.Get, HttpMethods.Head);
    }

    private void Map(IEndpointRouteBuilder routes, string path, string permissions, Func<BlobRequest, Task> handle, params string[] methods) =>
        routes.MapMethods(path, methods, context => RunAsync(context, permissions, handle));

    private async Task RunAsync(HttpContext context, string permissions, Func<BlobRequest, Task> handle)
    {
        HttpRequest request = context.Request;
        context.Response.Headers[VersionHeader] = request.Headers.TryGetValue(VersionHeader, out StringValues version) ? version : DefaultVersion;
        try
        {
            if (request.Query.Keys.FirstOrDefault(name => !OtherParameters.Contains(name) && !BuiltInStorage.SignatureParameters.Contains(name)) is { } unknown)
            {
                throw StorageException.UnsupportedParameter(unknown);
            }

            var address = new BlobAddress((string)request.RouteValues["container"]!, request.RouteValues.GetValueOrDefault("blob") as string);
            DateTimeOffset now = await workspace.ExecuteLockedAsync(now => now);
            storage.RequireSignature(request.Query, address, permissions, now);
            await handle(new BlobRequest(context, address, storage, now));
        }
        catch (StorageException exception)
        {
            await exception.WriteAsync(context);
        }
    }

    /// <summary>Creates a container, or returns its properties.</summary>
    private static Task RunContainerAsync(BlobRequest request)
    {
        if (request.Parameter("restype") != "container" || request.Parameter("comp") is not null)
        {
            throw StorageException.UnsupportedParameter("restype");
        }

        if (HttpMethods.IsPut(request.Http.Method))
        {
            if (!request.Storage.Run(containers => containers.TryAdd(request.Address.Container, new BlobContainer(request.Now))))
            {
                throw new StorageException(StatusCodes.Status409Conflict, "ContainerAlreadyExists", "The specified container already exists.");
            }

            request.Response.StatusCode = StatusCodes.Status201Created;
        }

        request.WriteVersion(request.WithContainer(container => container));
        request.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
