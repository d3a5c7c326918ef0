using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.ResourceManager;

/// <summary>How Azure Resource Manager tells where workspaces are.</summary>
internal sealed class ResourceManagerOperations(IReadOnlyList<WorkspaceIdentity> workspaces)
{
    private const string Kind = "V2";

    public IEnumerable<Operation> All =>
    [
        new(HttpMethods.Get, WorkspaceIdentity.Route, GetWorkspace) { Plane = Plane.Workspaces },
        new(HttpMethods.Post, "/providers/Microsoft.ResourceGraph/resources", Find) { Plane = Plane.ResourceGraph, Body = BodyKind.Json },
    ];

    private Reply GetWorkspace(Call call)
    {
        RouteValueDictionary route = call.Request.RouteValues;
        WorkspaceIdentity workspace = workspaces.FirstOrDefault(known => known.IsNamedBy(route)) ?? throw WorkspaceIdentity.NotFound(route);
        return Reply.Ok(new JsonObject
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
    }

    private Reply Find(Call call)
    {
        RequestBody body = call.Body("query", "subscriptions");
        GraphStep query = GraphQuery.Parse(body.RequireText("query"));
        IEnumerable<WorkspaceIdentity> visible = body.Texts("subscriptions") is { Count: > 0 } subscriptions
            ? workspaces.Where(workspace => subscriptions.Contains(workspace.SubscriptionId, StringComparer.OrdinalIgnoreCase))
            : workspaces;
        JsonNode[] found = [.. query(visible).Select(workspace => Row(workspace, call))];
        return Reply.Ok(new JsonObject
        {
            ["totalRecords"] = found.Length,
            ["count"] = found.Length,
            ["data"] = Json.ToArray(found),
            ["resultTruncated"] = "false",
        });
    }

    private static JsonObject Row(WorkspaceIdentity workspace, Call call) => new()
    {
        ["name"] = workspace.Name,
        ["subscriptionId"] = workspace.SubscriptionId,
        ["resourceGroup"] = workspace.ResourceGroupName,
        ["location"] = workspace.Location,
        ["endpointUri"] = $"{call.Origin}/",
        ["workspaceKind"] = Kind,
    };
}
