using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations that list the quotas. A workspace of each kind has one of them, and the other operation returns 404.</summary>
internal sealed class QuotaEndpoints(WorkspaceIdentity workspace)
{
    private const string LastModified = "2026-10-01T08:30:00Z";

    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/quotas", ListQuotas),
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/quotaUsages", ListUsages) { Query = ["providerId"] },
    ];

    private EndpointResponse ListQuotas(EndpointRequest call)
    {
        RequireKind(call, WorkspaceKind.V1);
        return EndpointResponse.Page(
        [
            Quota("qgs", "Workspace", "ionq", 0m, 16_666_667m, "Monthly"),
            Quota("concurrent_sessions", "Workspace", "ionq", 0m, 5m, "None"),
            Quota("hqc", "Subscription", "quantinuum", 12.5m, 400m, "Monthly"),
            Quota("qpu_hours", "Workspace", "pasqal", 0m, 20m, "Monthly"),
        ]);
    }

    private EndpointResponse ListUsages(EndpointRequest call)
    {
        RequireKind(call, WorkspaceKind.V2);
        string providerId = call.Query("providerId") is { Length: > 0 } id
            ? id
            : throw ServiceException.InvalidInput("The query parameter 'providerId' is required.", "providerId");
        if (!TargetCatalog.All.Any(target => target.ProviderId.Equals(providerId, StringComparison.OrdinalIgnoreCase)))
        {
            throw ServiceException.NotFound("ResourceNotFound", $"The provider '{providerId}' is not in this workspace.");
        }

        return EndpointResponse.Page(QuotaAllocation.For(providerId).Where(quota => quota.UsedStandardMinutes is not null).Select(quota => new JsonObject
        {
            ["providerId"] = quota.ProviderId,
            ["scope"] = quota.TargetId is null ? "Workspace" : "WorkspaceTarget",
            ["targetId"] = quota.TargetId,
            ["usage"] = QuotaAllocation.Minutes(quota.UsedStandardMinutes!.Value, quota.UsedHighMinutes),
            ["lastModifiedTime"] = LastModified,
        }));
    }

    private void RequireKind(EndpointRequest call, WorkspaceKind kind)
    {
        if (workspace.Kind != kind)
        {
            throw ServiceException.NotFound("ResourceNotFound", $"The resource '{call.Request.Path}' was not found in a workspace of kind {workspace.Kind}.");
        }
    }

    private static JsonObject Quota(string dimension, string scope, string providerId, decimal utilization, decimal limit, string period) => new()
    {
        ["dimension"] = dimension,
        ["scope"] = scope,
        ["providerId"] = providerId,
        ["utilization"] = utilization,
        ["holds"] = 0.0m,
        ["limit"] = limit,
        ["period"] = period,
    };
}
