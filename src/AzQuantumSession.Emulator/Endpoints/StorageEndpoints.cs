using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operation of the workspace that returns signed storage URIs.</summary>
internal sealed partial class StorageEndpoints(IJobStorage storage)
{
    private const string FirstVersionThatCreates = "2026-01-15-preview";

    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Post, $"{WorkspaceIdentity.Route}/storage/sasUri", PrepareAsync) { Body = BodyKind.Json },
    ];

    /// <summary>Creates the container, which happens only in newer versions. With an older version, the client creates it.</summary>
    private async Task<Func<EndpointRequest, EndpointResponse>> PrepareAsync(EndpointRequest call)
    {
        RequestBody body = call.Body("containerName", "blobName");
        string container = body.RequireText("containerName");
        if (!ContainerName().IsMatch(container))
        {
            throw ServiceException.InvalidInput($"'{container}' is not a valid container name.", "containerName");
        }

        string? blob = body.Has("blobName") ? body.RequireText("blobName") : null;
        var address = new BlobAddress(container, blob);
        bool creates = string.CompareOrdinal(call.ApiVersion, FirstVersionThatCreates) >= 0;
        if (creates)
        {
            await storage.CreateContainerAsync(container);
        }

        return entered => EndpointResponse.Ok(new JsonObject
        {
            ["sasUri"] = blob is not null ? storage.Sign(address, "rcw", entered)
                : creates ? storage.Sign(address, "rcwl", entered)
                : storage.SignForCreation(address, entered),
        });
    }

    // The naming rule of Azure Storage.
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
