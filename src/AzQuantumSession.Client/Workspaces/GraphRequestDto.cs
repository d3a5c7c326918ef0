namespace AzQuantumSession.Client.Workspaces;

/// <summary>A question to the Resource Graph.</summary>
internal sealed class GraphRequestDto
{
    public required string Query { get; init; }

    public IReadOnlyList<string>? Subscriptions { get; init; }
}
