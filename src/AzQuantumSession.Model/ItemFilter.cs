namespace AzQuantumSession;

/// <summary>
/// The conditions and the order of a list of sessions or jobs. The client checks the conditions that the service does not support.
/// </summary>
public sealed class ItemFilter
{
    /// <summary>The statuses to include; empty for all statuses. The service calls the property <c>State</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>The provider ids to include; empty for all providers. Case does not matter.</summary>
    public IReadOnlyList<string> ProviderIds { get; init; } = [];

    /// <summary>The target ids to include; empty for all targets. Case does not matter.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The earliest creation time. The service compares only dates, so the client compares the exact time.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>The latest creation time. The service compares only dates, so the client compares the exact time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>The tags that an item must have; empty for all items. Case does not matter. The client evaluates this condition.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Returns whether a name matches; null for all names. The client evaluates this condition, because it is unknown whether the service filters sessions by name.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>The property to sort by.</summary>
    public ItemOrder OrderBy { get; init; } = ItemOrder.CreationTime;

    /// <summary>True for descending order.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>The maximum number of items that will be read, as a hint for the size and the number of the pages to request; null if it is unknown.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether only the names exclude items.</summary>
    internal bool HasNameOnly => Statuses.Count + ProviderIds.Count + Targets.Count + Tags.Count == 0 && CreatedAfter is null && CreatedBefore is null;
}

/// <summary>The properties that the service can sort sessions and jobs by.</summary>
public enum ItemOrder
{
    /// <summary>The creation time.</summary>
    CreationTime,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The provider id.</summary>
    ProviderId,

    /// <summary>The target id.</summary>
    Target,

    /// <summary>The status, which the service calls <c>State</c>.</summary>
    Status,
}
