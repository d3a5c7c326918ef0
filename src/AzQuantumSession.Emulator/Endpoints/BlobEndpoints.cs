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
        Operation properties = new("r", RunContainerAsync, NeedsAccount: true);
        Operation list = new("l", BlobList.GetAsync);
        Map(routes, Container, new Operation("cw", RunContainerAsync, NeedsAccount: true), HttpMethods.Put);
        Map(routes, Container, properties, HttpMethods.Head);
        routes.MapMethods(Container, [HttpMethods.Get], context => RunAsync(context, context.Request.Query["comp"] == "list" ? list : properties));
        Map(routes, Blob, new Operation("cw", BlobUploads.PutAsync), HttpMethods.Put);
        Map(routes, Blob, new Operation("r", BlobDownloads.GetAsync), HttpMethods.Get, HttpMethods.Head);
    }

    private void Map(IEndpointRouteBuilder routes, string path, Operation operation, params string[] methods) =>
        routes.MapMethods(path, methods, context => RunAsync(context, operation));

    private async Task RunAsync(HttpContext context, Operation operation)
    {
        HttpRequest request = context.Request;
        context.Response.Headers[VersionHeader] = request.Headers.TryGetValue(VersionHeader, out StringValues version) ? version : DefaultVersion;
        try
        {
            if (request.Query.Keys.FirstOrDefault(name => !OtherParameters.Contains(name) && !SasSigner.Parameters.Contains(name)) is { } unknown)
            {
                throw StorageException.UnsupportedParameter(unknown);
            }

            var address = new BlobAddress((string)request.RouteValues["container"]!, request.RouteValues.GetValueOrDefault("blob") as string);
            DateTimeOffset now = await workspace.ExecuteLockedAsync(now => now);
            storage.Signer.Require(request.Query, address, operation.AnyOfPermissions, operation.NeedsAccount, now);
            await operation.RunAsync(new BlobRequest(context, address, storage, now));
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

    /// <summary>An operation, and the signatures that permit it.</summary>
    /// <param name="AnyOfPermissions">The permissions that each permit the operation.</param>
    /// <param name="RunAsync">Runs the operation.</param>
    /// <param name="NeedsAccount">Whether only the signature of the account permits the operation.</param>
    private sealed record Operation(string AnyOfPermissions, Func<BlobRequest, Task> RunAsync, bool NeedsAccount = false);
}
