namespace AzQuantumSession.Emulator.Targets;

/// <summary>A quota of a workspace of kind V2: its limits are in Azure Resource Manager, and the used minutes in the data plane.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="TargetId">The target; null for all targets of the provider.</param>
/// <param name="StandardMinutes">The limit for jobs with standard priority.</param>
/// <param name="HighMinutes">The limit for jobs with high priority; null for none.</param>
/// <param name="UsedStandardMinutes">The used minutes; null if the data plane has no entry.</param>
/// <param name="UsedHighMinutes">The used minutes of jobs with high priority.</param>
internal sealed record QuotaAllocation(
    string ProviderId, string? TargetId, int StandardMinutes, int? HighMinutes, int? UsedStandardMinutes, int? UsedHighMinutes = null)
{
    /// <summary>The quotas. Only some providers have quotas.</summary>
    public static IReadOnlyList<QuotaAllocation> All { get; } =
    [
        new("quantinuum", null, 500, 50, 225, 5),
        new("quantinuum", "quantinuum.qpu.h2-1", 300, 30, 218, 5),
        new("pasqal", "pasqal.qpu.fresnel", 1200, null, null),
    ];

    public static IEnumerable<QuotaAllocation> For(string providerId) =>
        All.Where(quota => quota.ProviderId.Equals(providerId, StringComparison.OrdinalIgnoreCase));

    public static JsonObject Minutes(int standard, int? high)
    {
        var minutes = new JsonObject { ["standardMinutesLifetime"] = standard };
        if (high is not null)
        {
            minutes["highMinutesLifetime"] = high;
        }

        return minutes;
    }
}
