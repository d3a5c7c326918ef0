namespace AzQuantumSession.Client.Workspaces;

/// <summary>The endpoint and the region of a workspace.</summary>
/// <param name="Endpoint">The URI of the data plane.</param>
/// <param name="Location">The region; null if it is unknown.</param>
/// <param name="Kind"><c>V1</c> or <c>V2</c>; null if it is unknown.</param>
internal sealed record WorkspaceLocation(Uri Endpoint, string? Location, string? Kind);
