namespace AzQuantumSession.Client.Workspaces;

/// <summary>Where a workspace is.</summary>
/// <param name="Endpoint">The data plane's address.</param>
/// <param name="Location">The region; null where it is not known.</param>
/// <param name="Kind"><c>V1</c> or <c>V2</c>; null where it is not known.</param>
internal sealed record WorkspaceLocation(Uri Endpoint, string? Location, string? Kind);
