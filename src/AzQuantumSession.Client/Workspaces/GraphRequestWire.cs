namespace AzQuantumSession.Client;

/// <summary>A question to the Resource Graph.</summary>
internal sealed class GraphRequestWire
{
    public required string Query { get; init; }

    public IReadOnlyList<string>? Subscriptions { get; init; }
}
