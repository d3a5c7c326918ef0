namespace AzQuantumSession.Client.Workspaces;

/// <summary>What is known of a workspace that is to be found. The names have been checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroupName">Its resource group; null for any.</param>
/// <param name="SubscriptionId">Its subscription; null for any.</param>
/// <param name="Location">Its region; null for any.</param>
internal sealed record ResourceGraphQuery(string Name, string? ResourceGroupName, string? SubscriptionId, string? Location)
{
    private const int MaxResults = 100;

    /// <summary>What the options say of the workspace.</summary>
    public static ResourceGraphQuery Create(WorkspaceConnectionOptions options, string? location) => new(
        WorkspaceId.CheckWorkspaceName(options.WorkspaceName),
        options.ResourceGroupName is null ? null : WorkspaceId.CheckResourceGroupName(options.ResourceGroupName),
        options.SubscriptionId is null ? null : WorkspaceId.CheckSubscriptionId(options.SubscriptionId),
        location);

    /// <summary>The question in the Resource Graph's language.</summary>
    public string Kql
    {
        get
        {
            string group = ResourceGroupName is null ? "" : $" and resourceGroup =~ {Quote(ResourceGroupName)}";
            string region = Location is null ? "" : $" and location =~ {Quote(Location)}";
            return $"Resources | where type =~ 'microsoft.quantum/workspaces' and name =~ {Quote(Name)}{group}{region}"
                + " | extend endpointUri = tostring(properties.endpointUri), workspaceKind = tostring(properties.workspaceKind)"
                + $" | project name, subscriptionId, resourceGroup, location, endpointUri, workspaceKind | take {MaxResults}";
        }
    }

    /// <summary>Where it was looked for, as the end of a sentence.</summary>
    public string ScopeDescription
    {
        get
        {
            string group = ResourceGroupName is null ? "" : $"resource group '{ResourceGroupName}' of ";
            string region = Location is null ? "" : $", in region '{Location}'";
            return SubscriptionId is null
                ? $"{group}the subscriptions that it can see{region}"
                : $"{group}subscription '{SubscriptionId}'{region}";
        }
    }

    /// <summary>A text as the language writes it.</summary>
    public static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
