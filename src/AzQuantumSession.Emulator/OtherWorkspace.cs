namespace AzQuantumSession.Emulator;

/// <summary>The name of a workspace that can be found, but not worked in.</summary>
public sealed record OtherWorkspace(string SubscriptionId, string ResourceGroupName, string WorkspaceName);
