namespace AzQuantumSession.Client;

/// <summary>A workspace as Azure Resource Manager describes it.</summary>
internal sealed class WorkspaceResourceWire
{
    public string? Location { get; init; }

    public WorkspacePropertiesWire? Properties { get; init; }
}
