using AzQuantumSession.Client.Workspaces;

namespace AzQuantumSession.Client.Quotas;

/// <summary>
/// Joins the used amounts of a workspace of kind V2, which are in the data plane, with the limits, which are in Azure Resource Manager
/// (docs/service.md, section 2.3). A quota without a target applies to all targets of the provider.
/// </summary>
internal static class QuotaUsageJoin
{
    private const string Period = "Lifetime";
    private const string Unit = "minutes";

    /// <summary>Returns the quotas of a provider, ordered by their targets. A limit without use, and use without a limit, are quotas, too.</summary>
    /// <param name="providerId">The provider.</param>
    /// <param name="usages">The used amounts.</param>
    /// <param name="provider">The limits; null if they are not known.</param>
    /// <param name="client">The client that read the quotas.</param>
    public static IEnumerable<QuantumQuota> Join(
        string providerId, IReadOnlyList<QuotaUsageDto> usages, ProviderResourceDto? provider, IWorkspaceClient client)
    {
        List<(string? Target, QuotaMinutesDto Limits)> limits = [.. GetLimits(provider)];
        IEnumerable<(QuotaUsageDto Usage, QuotaMinutesDto? Limits)> used = usages.Select(usage =>
            (usage, (QuotaMinutesDto?)limits.Find(limit => limit.Target.EqualsIgnoreCase(usage.TargetId)).Limits));
        IEnumerable<(QuotaUsageDto Usage, QuotaMinutesDto? Limits)> unused = limits
            .Where(limit => !usages.Any(usage => limit.Target.EqualsIgnoreCase(usage.TargetId)))
            .Select(limit => (new QuotaUsageDto(providerId, null, limit.Target, null, null), (QuotaMinutesDto?)limit.Limits));
        return used.Concat(unused)
            .OrderBy(quota => quota.Usage.TargetId, StringComparer.OrdinalIgnoreCase)
            .SelectMany(quota => Create(providerId, quota.Usage, quota.Limits, client));
    }

    private static IEnumerable<(string? Target, QuotaMinutesDto Limits)> GetLimits(ProviderResourceDto? provider)
    {
        if (provider?.Quotas is { } all)
        {
            yield return (null, all);
        }

        foreach (TargetQuotaDto target in provider?.TargetQuotas?.OfType<TargetQuotaDto>() ?? [])
        {
            yield return (target.TargetId, new QuotaMinutesDto(target.StandardMinutesLifetime, target.HighMinutesLifetime));
        }
    }

    // A quota for each priority.
    private static IEnumerable<QuantumQuota> Create(string providerId, QuotaUsageDto usage, QuotaMinutesDto? limits, IWorkspaceClient client)
    {
        (string Dimension, decimal? Used, decimal? Limit)[] priorities =
        [
            ("standardMinutesLifetime", usage.Usage?.StandardMinutesLifetime, limits?.StandardMinutesLifetime),
            ("highMinutesLifetime", usage.Usage?.HighMinutesLifetime, limits?.HighMinutesLifetime),
        ];
        return priorities.Where(priority => priority.Used is not null || priority.Limit is not null).Select(priority => new QuantumQuota
        {
            ProviderId = providerId,
            Target = string.IsNullOrEmpty(usage.TargetId) ? null : usage.TargetId,
            Dimension = priority.Dimension,
            Scope = usage.Scope,
            Period = Period,
            Unit = Unit,
            Limit = priority.Limit,
            Used = priority.Used,
            LastModifiedTime = usage.LastModifiedTime,
            Workspace = client.Workspace.Id,
            Client = client,
        });
    }
}
