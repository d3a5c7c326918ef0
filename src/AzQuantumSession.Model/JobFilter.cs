namespace AzQuantumSession;

/// <summary>Which jobs to list. The service narrows what it can; the client refines the rest, so that the answer is exact.</summary>
public sealed class JobFilter
{
    /// <summary>Statuses, any of which matches; empty for all. The service calls the property <c>State</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Matches the name; null for all. Matched by the client.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>Whether the newest comes first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>How many will be read at the most, as a hint for the page size; null when unknown.</summary>
    public int? Limit { get; init; }
}
