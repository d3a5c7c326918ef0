namespace AzQuantumSession;

/// <summary>An Azure Quantum workspace, with or without a connection.</summary>
public sealed class QuantumWorkspace : QuantumObject
{
    internal QuantumWorkspace()
    {
    }

    /// <summary>The ARM resource id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name of the workspace.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The name of the resource group.</summary>
    public string ResourceGroupName { get; internal init; } = "";

    /// <summary>The subscription id: a GUID.</summary>
    public string SubscriptionId { get; internal init; } = "";

    /// <summary>The region, for example <c>eastus</c>; null if it was not needed for the connection.</summary>
    public string? Location { get; internal init; }

    /// <summary>The kind of the workspace, <c>V1</c> or <c>V2</c>; null if it was not looked up.</summary>
    public string? Kind { get; internal init; }

    /// <summary>The URI of the data plane; null if the workspace is not connected.</summary>
    public Uri? Endpoint { get; internal init; }

    /// <summary>The name of the credential, for example <c>API key</c>; null if the workspace is not connected.</summary>
    public string? Credential { get; internal init; }

    /// <summary>The client of the workspace; null if the workspace is not connected.</summary>
    internal IWorkspaceClient? Client { get; init; }

    /// <summary>True if the object came from another process. The credential exists only in that process.</summary>
    internal bool IsDetached { get; init; }

    /// <summary>Creates a workspace from an ARM resource id, without a connection.</summary>
    /// <param name="resourceId">
    /// <c>/subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Quantum/workspaces/{name}</c>. Case does not matter.
    /// </param>
    /// <returns>The workspace. It is not connected.</returns>
    /// <exception cref="InvalidWorkspaceException">The id is not a workspace id. The message names the invalid part.</exception>
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

    /// <summary>Returns the resource id, so that a workspace can be used as an id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.Line(Id);
}
