namespace AzQuantumSession.Emulator.Options;

/// <summary>A workspace that only Azure Resource Manager and Azure Resource Graph return. It has no data plane.</summary>
public sealed record AdditionalWorkspace(string SubscriptionId, string ResourceGroupName, string WorkspaceName);
