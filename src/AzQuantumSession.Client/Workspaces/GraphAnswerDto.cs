namespace AzQuantumSession.Client.Workspaces;

/// <summary>The response body of Azure Resource Graph.</summary>
internal sealed class GraphAnswerDto
{
    public List<GraphRowDto>? Data { get; init; }
}
