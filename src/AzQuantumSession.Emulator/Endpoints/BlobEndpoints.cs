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
        Map(routes, HttpMethods.Put, Container, "c", ContainerRequests.CreateAsync);
        Map(routes, HttpMethods.Get, Container, "rl", ContainerRequests.GetAsync);
        Map(routes, HttpMethods.Head, Container, "rl", ContainerRequests.GetAsync);
        Map(routes, HttpMethods.Put, Blob, "cw", BlobUploads.PutAsync);
        Map(routes, HttpMethods.Get, Blob, "r", BlobDownloads.GetAsync);
        Map(routes, HttpMethods.Head, Blob, "r", BlobDownloads.GetAsync);
    }

    private void Map(IEndpointRouteBuilder routes, string method, string path, string permissions, Func<BlobRequest, Task> handle) =>
        routes.MapMethods(path, [method], context => RunAsync(context, permissions, handle));

    private async Task RunAsync(HttpContext context, string permissions, Func<BlobRequest, Task> handle)
    {
        HttpRequest request = context.Request;
        context.Response.Headers[VersionHeader] = request.Headers.TryGetValue(VersionHeader, out StringValues version) ? version : DefaultVersion;
        try
        {
            RequireKnown(request.Query);
            var address = new BlobAddress((string)request.RouteValues["container"]!, request.RouteValues.GetValueOrDefault("blob") as string);
            DateTimeOffset now = await workspace.ExecuteLockedAsync(now => now);
            storage.Signer.Require(request.Query, address, permissions, now);
            await handle(new BlobRequest(context, address, storage.Blobs, now));
        }
        catch (StorageException exception)
        {
            await exception.WriteAsync(context);
        }
    }

    private static void RequireKnown(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(name => !OtherParameters.Contains(name) && !SasSigner.Parameters.Contains(name)) is { } unknown)
        {
            throw StorageException.UnsupportedParameter(unknown);
        }
    }
}
