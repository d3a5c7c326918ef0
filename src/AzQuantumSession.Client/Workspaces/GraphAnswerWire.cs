namespace AzQuantumSession.Client;

/// <summary>The Resource Graph's answer.</summary>
internal sealed class GraphAnswerWire
{
    public List<GraphRowWire>? Data { get; init; }
}
