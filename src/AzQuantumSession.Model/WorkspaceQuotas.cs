namespace AzQuantumSession;

/// <summary>The quotas of a workspace.</summary>
/// <param name="Quotas">The quotas.</param>
/// <param name="UnknownProviderIds">The requested providers that the workspace does not have.</param>
/// <param name="LimitsError">The reason why the limits are not known, as a sentence; null if they are known.</param>
public sealed record WorkspaceQuotas(
    IReadOnlyList<QuantumQuota> Quotas, IReadOnlyList<string> UnknownProviderIds, string? LimitsError = null);
