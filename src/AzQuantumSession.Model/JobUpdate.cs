namespace AzQuantumSession;

/// <summary>The changes of a job. A property that is null does not change.</summary>
public sealed class JobUpdate
{
    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new priority: <c>Standard</c> or <c>High</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>The new tags, which replace all tags; an empty list removes all tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
