using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations of Azure Resource Manager and Azure Resource Graph that look up workspaces.</summary>
internal sealed class ResourceManagerEndpoints(IReadOnlyList<WorkspaceIdentity> workspaces)
{
    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, WorkspaceIdentity.Route, GetWorkspace) { Plane = ApiSurface.Workspaces },
        new(HttpMethods.Post, "/providers/Microsoft.ResourceGraph/resources", Find) { Plane = ApiSurface.ResourceGraph, Body = BodyKind.Json },
    ];

    private EndpointResponse GetWorkspace(EndpointRequest call)
    {
        RouteValueDictionary route = call.Request.RouteValues;
        WorkspaceIdentity workspace = workspaces.FirstOrDefault(known => known.IsNamedBy(route)) ?? throw WorkspaceIdentity.NotFound(route);
        return EndpointResponse.Ok(new JsonObject
        {
            ["id"] = workspace.ResourceId,
            ["name"] = workspace.Name,
            ["type"] = "Microsoft.Quantum/Workspaces",
            ["location"] = workspace.Location,
            ["properties"] = new JsonObject
            {
                ["providers"] = Json.ToArray(TargetCatalog.All.Select(target => target.ProviderId).Distinct().Select(
                    id => Provider(id, workspace.Kind, hasTargetQuotas: call.ApiVersion == ApiSurface.WorkspaceQuotaVersion))),
                ["endpointUri"] = EndpointUri(workspace, call),
                ["workspaceKind"] = workspace.Kind.ToString(),
                ["provisioningState"] = workspace.ProvisioningState,
                ["usable"] = workspace.Usable,
            },
        });
    }

    private static JsonObject Provider(string id, WorkspaceKind kind, bool hasTargetQuotas)
    {
        var provider = new JsonObject { ["providerId"] = id, ["providerSku"] = "Basic", ["provisioningState"] = "Succeeded" };
        QuotaAllocation[] quotas = kind == WorkspaceKind.V2 ? [.. QuotaAllocation.For(id)] : [];
        if (Array.Find(quotas, quota => quota.TargetId is null) is { } all)
        {
            provider["quotas"] = QuotaAllocation.Minutes(all.StandardMinutes, all.HighMinutes);
        }

        JsonObject[] targets = [.. quotas.Where(quota => quota.TargetId is not null).Select(quota =>
        {
            JsonObject target = QuotaAllocation.Minutes(quota.StandardMinutes, quota.HighMinutes);
            target["targetId"] = quota.TargetId;
            return target;
        })];
        if (hasTargetQuotas && targets.Length > 0)
        {
            provider["targetQuotas"] = Json.ToArray(targets);
        }

        return provider;
    }

    private EndpointResponse Find(EndpointRequest call)
    {
        RequestBody body = call.Body("query", "subscriptions");
        GraphStep query = GraphQuery.Parse(body.RequireText("query"));
        IEnumerable<WorkspaceIdentity> visible = body.Texts("subscriptions") is { Count: > 0 } subscriptions
            ? workspaces.Where(workspace => subscriptions.Contains(workspace.SubscriptionId, StringComparer.OrdinalIgnoreCase))
            : workspaces;
        JsonNode[] found = [.. query(visible).Select(workspace => Row(workspace, call))];
        return EndpointResponse.Ok(new JsonObject
        {
            ["totalRecords"] = found.Length,
            ["count"] = found.Length,
            ["data"] = Json.ToArray(found),
            ["resultTruncated"] = "false",
        });
    }

    private static JsonObject Row(WorkspaceIdentity workspace, EndpointRequest call) => new()
    {
        ["id"] = workspace.ResourceId,
        ["name"] = workspace.Name,
        ["subscriptionId"] = workspace.SubscriptionId,
        ["resourceGroup"] = workspace.ResourceGroupName,
        ["location"] = workspace.Location,
        ["endpointUri"] = EndpointUri(workspace, call),
        ["workspaceKind"] = workspace.Kind.ToString(),
        ["usable"] = workspace.Usable,
        ["provisioningState"] = workspace.ProvisioningState,
    };

    private static string EndpointUri(WorkspaceIdentity workspace, EndpointRequest call) => workspace.Endpoint?.AbsoluteUri ?? $"{call.Origin}/";
}
