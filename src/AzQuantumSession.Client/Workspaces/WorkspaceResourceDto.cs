namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace as Azure Resource Manager describes it.</summary>
internal sealed class WorkspaceResourceDto
{
    public string? Location { get; init; }

    public WorkspacePropertiesDto? Properties { get; init; }
}
