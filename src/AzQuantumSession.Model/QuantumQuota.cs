namespace AzQuantumSession;

/// <summary>A quota of a provider in the workspace: a limit, and how much of it is used. The amounts have the unit of the dimension.</summary>
public sealed class QuantumQuota : QuantumObject
{
    internal QuantumQuota()
    {
    }

    /// <summary>The provider id.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The target that the quota applies to; null for all targets of the provider.</summary>
    public string? Target { get; internal init; }

    /// <summary>What the quota limits, for example <c>concurrent_sessions</c> or <c>standardMinutesLifetime</c>.</summary>
    public string Dimension { get; internal init; } = "";

    /// <summary>Where the quota applies: <c>Workspace</c>, <c>Subscription</c>, or a newer value of the service; null if it is not known.</summary>
    public string? Scope { get; internal init; }

    /// <summary>The period in which the use is counted: <c>Monthly</c>, <c>Lifetime</c>, <c>None</c> for concurrent use, or a newer value.</summary>
    public string? Period { get; internal init; }

    /// <summary>The unit of the amounts: <c>minutes</c> in a workspace of kind V2; null if it is not known.</summary>
    public string? Unit { get; internal init; }

    /// <summary>The maximum amount in the period; null if it is not known.</summary>
    public decimal? Limit { get; internal init; }

    /// <summary>The used amount in the period; null if it is not known.</summary>
    public decimal? Used { get; internal init; }

    /// <summary>The amount that is reserved, but not used yet; null if the quota has no reservations.</summary>
    public decimal? Held { get; internal init; }

    /// <summary>The amount that is neither used nor reserved, at least 0; null if the limit or the use is not known.</summary>
    public decimal? Left => Limit - Used is { } free ? Math.Max(free - (Held ?? 0), 0) : null;

    /// <summary>The used and reserved part of the limit in percent; null if it is not known, or if the limit is 0.</summary>
    public double? UsedPercent => Limit > 0 && Used is { } used ? (double)((used + (Held ?? 0)) / Limit.Value * 100) : null;

    /// <summary>The time when the service last changed the used amount; null if it is not known.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>The ARM resource id of the workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The client that returned the quota.</summary>
    internal IWorkspaceClient? Client { get; init; }

    /// <summary>Returns the provider or the target, and the dimension.</summary>
    /// <returns>For example <c>ionq concurrent_sessions</c>.</returns>
    public override string ToString() => VisibleText.Line($"{Target ?? ProviderId} {Dimension}");
}
