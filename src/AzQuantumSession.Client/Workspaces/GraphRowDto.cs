namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace in a response of Azure Resource Graph.</summary>
internal sealed class GraphRowDto
{
    public string? Name { get; init; }

    public string? SubscriptionId { get; init; }

    public string? ResourceGroup { get; init; }

    public string? Location { get; init; }

    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}
