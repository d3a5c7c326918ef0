namespace AzQuantumSession.Client.Workspaces;

/// <summary>The request body for Azure Resource Graph.</summary>
internal sealed class GraphRequestDto
{
    public required string Query { get; init; }

    public IReadOnlyList<string>? Subscriptions { get; init; }
}
