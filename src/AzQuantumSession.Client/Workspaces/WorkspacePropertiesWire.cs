namespace AzQuantumSession.Client;

/// <summary>The properties of a workspace as Azure Resource Manager describes it.</summary>
internal sealed class WorkspacePropertiesWire
{
    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}
