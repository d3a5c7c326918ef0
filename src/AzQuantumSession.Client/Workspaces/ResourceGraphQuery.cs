namespace AzQuantumSession.Client.Workspaces;

/// <summary>A search for a workspace by its name in Azure Resource Graph. The names are validated.</summary>
/// <param name="Name">The name of the workspace.</param>
/// <param name="ResourceGroupName">The resource group; null for any resource group.</param>
/// <param name="SubscriptionId">The subscription; null for any subscription.</param>
/// <param name="Location">The region; null for any region.</param>
internal sealed record ResourceGraphQuery(string Name, string? ResourceGroupName, string? SubscriptionId, string? Location)
{
    private const int MaxResults = 100;
    private const string Workspaces = "Resources | where type =~ 'microsoft.quantum/workspaces'";
    private const string Extend = " | extend endpointUri = tostring(properties.endpointUri), workspaceKind = tostring(properties.workspaceKind)"
        + ", usable = tostring(properties.usable), provisioningState = tostring(properties.provisioningState)";

    private const string Columns = "name, subscriptionId, resourceGroup, location, endpointUri, workspaceKind, usable, provisioningState";

    /// <summary>The query for all workspaces. The result has several pages if it is long, which requires the id and a unique order.</summary>
    public const string AllWorkspaces = $"{Workspaces}{Extend} | project id, {Columns} | order by id asc";

    /// <summary>The query in the Kusto Query Language.</summary>
    public string Kql => $"{Workspaces} and name =~ {Quote(Name)}"
        + (ResourceGroupName is null ? "" : $" and resourceGroup =~ {Quote(ResourceGroupName)}")
        + (Location is null ? "" : $" and location =~ {Quote(Location)}")
        + $"{Extend} | project {Columns} | take {MaxResults}";

    /// <summary>The scope of the search, as the end of a sentence.</summary>
    public string ScopeDescription => (ResourceGroupName is null ? "" : $"resource group '{ResourceGroupName}' of ")
        + (SubscriptionId is null ? "the subscriptions that it can see" : $"subscription '{SubscriptionId}'")
        + (Location is null ? "" : $", in region '{Location}'");

    /// <summary>Validates the options and creates the query.</summary>
    public static ResourceGraphQuery Create(WorkspaceConnectionOptions options, string? location) => new(
        WorkspaceId.CheckWorkspaceName(options.WorkspaceName),
        options.ResourceGroupName is null ? null : WorkspaceId.CheckResourceGroupName(options.ResourceGroupName),
        options.SubscriptionId is null ? null : WorkspaceId.CheckSubscriptionId(options.SubscriptionId),
        location);

    /// <summary>Returns a string literal of the Kusto Query Language.</summary>
    public static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
