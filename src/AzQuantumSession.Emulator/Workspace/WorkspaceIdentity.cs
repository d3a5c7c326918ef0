using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The name of the one workspace there is.</summary>
internal sealed record WorkspaceIdentity(string SubscriptionId, string ResourceGroupName, string Name, string Location)
{
    /// <summary>The path under which its operations live.</summary>
    public const string Route =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Quantum/workspaces/{workspaceName}";

    public string ResourceId =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroupName}/providers/Microsoft.Quantum/workspaces/{Name}";

    /// <summary>Refuses a path that names another workspace; a path that names none is nobody's.</summary>
    public void Require(RouteValueDictionary route)
    {
        if (!IsSame(route, "subscriptionId", SubscriptionId)
            || !IsSame(route, "resourceGroupName", ResourceGroupName)
            || !IsSame(route, "workspaceName", Name))
        {
            throw ServiceException.NotFound(
                "ResourceNotFound",
                $"The workspace '{route["workspaceName"]}' was not found in resource group '{route["resourceGroupName"]}' of subscription '{route["subscriptionId"]}'.");
        }
    }

    private static bool IsSame(RouteValueDictionary route, string name, string expected) =>
        !route.TryGetValue(name, out object? given) || expected.Equals(given as string, StringComparison.OrdinalIgnoreCase);
}
