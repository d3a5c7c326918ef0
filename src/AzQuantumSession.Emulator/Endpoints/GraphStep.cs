using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>A step of a query, which returns the remaining workspaces.</summary>
internal delegate IEnumerable<WorkspaceIdentity> GraphStep(IEnumerable<WorkspaceIdentity> workspaces);
