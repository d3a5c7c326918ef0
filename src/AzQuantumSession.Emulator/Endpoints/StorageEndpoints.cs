using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operation of the workspace that returns signed storage URIs.</summary>
internal sealed partial class StorageEndpoints(IJobStorage storage)
{
    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Post, $"{WorkspaceIdentity.Route}/storage/sasUri", Sign) { Body = BodyKind.Json },
    ];

    private EndpointResponse Sign(EndpointRequest call)
    {
        RequestBody body = call.Body("containerName", "blobName");
        string container = body.RequireText("containerName");
        if (!ContainerName().IsMatch(container))
        {
            throw ServiceException.InvalidInput($"'{container}' is not a valid container name.", "containerName");
        }

        string? blob = body.Has("blobName") ? body.RequireText("blobName") : null;
        var address = new BlobAddress(container, blob);
        return EndpointResponse.Ok(new JsonObject { ["sasUri"] = blob is null ? storage.SignForUpload(address, call) : storage.Sign(address, "rcw", call) });
    }

    // The naming rule of Azure Storage.
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
