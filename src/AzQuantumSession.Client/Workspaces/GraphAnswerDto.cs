namespace AzQuantumSession.Client.Workspaces;

/// <summary>The Resource Graph's answer.</summary>
internal sealed class GraphAnswerDto
{
    public List<GraphRowDto>? Data { get; init; }
}
