using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.ResourceManager;

/// <summary>How Azure Resource Manager tells where a workspace is.</summary>
internal sealed class ResourceManagerOperations(WorkspaceIdentity workspace)
{
    private const string Kind = "V2";

    public IEnumerable<Operation> All =>
    [
        new(HttpMethods.Get, WorkspaceIdentity.Route, GetWorkspace) { Plane = Plane.Workspaces },
        new(HttpMethods.Post, "/providers/Microsoft.ResourceGraph/resources", Find) { Plane = Plane.ResourceGraph, Body = BodyKind.Json },
    ];

    private Reply GetWorkspace(Call call) => Reply.Ok(new JsonObject
    {
        ["id"] = workspace.ResourceId,
        ["name"] = workspace.Name,
        ["type"] = "Microsoft.Quantum/Workspaces",
        ["location"] = workspace.Location,
        ["properties"] = new JsonObject
        {
            ["endpointUri"] = $"{call.Origin}/",
            ["workspaceKind"] = Kind,
            ["provisioningState"] = "Succeeded",
            ["usable"] = "Yes",
        },
    });

    private Reply Find(Call call)
    {
        RequestBody body = call.Body("query", "subscriptions");
        Predicate<WorkspaceIdentity> matches = GraphQuery.Parse(body.RequireText("query"));
        bool isVisible = body.Texts("subscriptions") is not { Count: > 0 } subscriptions
            || subscriptions.Contains(workspace.SubscriptionId, StringComparer.OrdinalIgnoreCase);
        JsonNode[] found = isVisible && matches(workspace) ? [Row(call)] : [];
        return Reply.Ok(new JsonObject
        {
            ["totalRecords"] = found.Length,
            ["count"] = found.Length,
            ["data"] = Json.ToArray(found),
            ["resultTruncated"] = "false",
        });
    }

    private JsonObject Row(Call call) => new()
    {
        ["name"] = workspace.Name,
        ["subscriptionId"] = workspace.SubscriptionId,
        ["resourceGroup"] = workspace.ResourceGroupName,
        ["location"] = workspace.Location,
        ["endpointUri"] = $"{call.Origin}/",
        ["workspaceKind"] = Kind,
    };
}
