namespace AzQuantumSession.Client.Workspaces;

/// <summary>The properties of a workspace in a response of Azure Resource Manager.</summary>
internal sealed class WorkspacePropertiesDto
{
    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}
