using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The resource id, the region, the data plane, and the state of a workspace. Without an endpoint, its data plane is this emulator.</summary>
internal sealed record WorkspaceIdentity(string SubscriptionId, string ResourceGroupName, string Name, string Location, Uri? Endpoint = null)
{
    /// <summary>The route prefix of the workspace's operations.</summary>
    public const string Route =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Quantum/workspaces/{workspaceName}";

    public WorkspaceKind Kind { get; init; } = WorkspaceKind.V2;

    public ResourceState State { get; init; }

    public string Usable => State == ResourceState.Ready ? "Yes" : "No";

    public string ProvisioningState => State switch
    {
        ResourceState.Unusable => "Failed",
        ResourceState.Provisioning => "ProviderProvisioning",
        _ => "Succeeded",
    };

    public string ResourceId =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroupName}/providers/Microsoft.Quantum/workspaces/{Name}";

    public bool IsNamedBy(RouteValueDictionary route) =>
        IsSame(route["subscriptionId"], SubscriptionId)
        && IsSame(route["resourceGroupName"], ResourceGroupName)
        && IsSame(route["workspaceName"], Name);

    public static ServiceException NotFound(RouteValueDictionary route) => ServiceException.NotFound(
        "ResourceNotFound",
        $"The workspace '{route["workspaceName"]}' was not found in resource group '{route["resourceGroupName"]}' of subscription '{route["subscriptionId"]}'.");

    private static bool IsSame(object? value, string expected) => expected.Equals(value as string, StringComparison.OrdinalIgnoreCase);
}
