namespace AzQuantumSession;

/// <summary>An Azure Quantum workspace, and the way in which this module reaches it.</summary>
public sealed class QuantumWorkspace
{
    internal QuantumWorkspace()
    {
    }

    /// <summary>The ARM resource id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The workspace's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The resource group's name.</summary>
    public string ResourceGroupName { get; internal init; } = "";

    /// <summary>The subscription's id (a GUID).</summary>
    public string SubscriptionId { get; internal init; } = "";

    /// <summary>The region, for example <c>eastus</c>; null where it was not needed.</summary>
    public string? Location { get; internal init; }

    /// <summary>The workspace's kind, <c>V1</c> or <c>V2</c>; null where it was not looked up.</summary>
    public string? Kind { get; internal init; }

    /// <summary>The address of the data plane; null for a workspace that is only named, not connected.</summary>
    public Uri? Endpoint { get; internal init; }

    /// <summary>The kind of credential in use, in words, for example <c>API key</c>; null for a workspace that is only named.</summary>
    public string? Credential { get; internal init; }

    /// <summary>The way to the workspace; null for one that is only named.</summary>
    internal IWorkspaceClient? Client { get; init; }

    /// <summary>Whether it came from another process, where its credential stayed.</summary>
    internal bool IsDetached { get; init; }

    /// <summary>Names a workspace by its ARM resource id. No connection is made.</summary>
    /// <param name="resourceId">
    /// <c>/subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Quantum/workspaces/{name}</c>; case does not matter.
    /// </param>
    /// <returns>The workspace, not connected.</returns>
    /// <exception cref="InvalidWorkspaceException">The id is not one of a workspace; the message names the wrong part.</exception>
    public static QuantumWorkspace Parse(string resourceId) => Parse(resourceId, isDetached: false);

    internal static QuantumWorkspace Parse(string resourceId, bool isDetached)
    {
        WorkspaceId id = WorkspaceId.Parse(resourceId);
        return new QuantumWorkspace
        {
            IsDetached = isDetached,
            Id = id.ToString(),
            Name = id.WorkspaceName,
            ResourceGroupName = id.ResourceGroupName,
            SubscriptionId = id.SubscriptionId,
        };
    }

    /// <summary>The resource id, so that a workspace can stand where an id is asked for.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
