namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace in a response of Azure Resource Manager.</summary>
internal sealed class WorkspaceResourceDto
{
    public string? Location { get; init; }

    public WorkspacePropertiesDto? Properties { get; init; }
}
