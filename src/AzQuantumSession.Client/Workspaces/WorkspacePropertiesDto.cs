namespace AzQuantumSession.Client.Workspaces;

/// <summary>The properties of a workspace as Azure Resource Manager describes it.</summary>
internal sealed class WorkspacePropertiesDto
{
    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}
