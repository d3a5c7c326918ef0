namespace AzQuantumSession;

/// <summary>
/// Which sessions to list, and in what order. The service narrows what it can; the client refines the rest, so that the
/// answer is exact.
/// </summary>
public sealed class SessionFilter
{
    /// <summary>Statuses, any of which matches; empty for all. The service calls the property <c>State</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Provider ids, any of which matches; empty for all. Case does not matter.</summary>
    public IReadOnlyList<string> ProviderIds { get; init; } = [];

    /// <summary>Target ids, any of which matches; empty for all. Case does not matter.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Only sessions opened at this instant or later. The service compares dates, the client the instant.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Only sessions opened at this instant or earlier. The service compares dates, the client the instant.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Tags, all of which a session must carry; empty for any. Case does not matter. Matched by the client.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Matches the name; null for all. Matched by the client, since the service may not filter sessions by name.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>What to order by.</summary>
    public SessionOrder OrderBy { get; init; } = SessionOrder.CreationTime;

    /// <summary>Whether the largest, last or newest comes first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>How many will be read at the most, as a hint for the page size; null when unknown.</summary>
    public int? Limit { get; init; }
}
