namespace AzQuantumSession;

/// <summary>The conditions and the order of a list of jobs. The client checks the conditions that the service does not support.</summary>
public sealed class JobFilter
{
    /// <summary>The statuses to include; empty for all statuses. The service calls the property <c>State</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Returns whether a name matches; null for all names. The client evaluates this condition.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>True if the newest job is first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>The maximum number of jobs that will be read, as a hint for the page size; null if it is unknown.</summary>
    public int? Limit { get; init; }
}
