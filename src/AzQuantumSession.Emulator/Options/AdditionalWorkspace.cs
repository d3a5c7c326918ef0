namespace AzQuantumSession.Emulator.Options;

/// <summary>The name of a workspace that can be found, but not worked in.</summary>
public sealed record AdditionalWorkspace(string SubscriptionId, string ResourceGroupName, string WorkspaceName);
