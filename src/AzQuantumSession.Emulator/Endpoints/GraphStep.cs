using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>What a step of a query, or all of them, leaves of the workspaces.</summary>
internal delegate IEnumerable<WorkspaceIdentity> GraphStep(IEnumerable<WorkspaceIdentity> workspaces);
