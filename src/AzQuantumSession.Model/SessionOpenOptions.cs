namespace AzQuantumSession;

/// <summary>The properties of a session to open.</summary>
public sealed class SessionOpenOptions
{
    /// <summary>The session id: a GUID that the caller creates, so that the request can safely be repeated.</summary>
    public required string Id { get; init; }

    /// <summary>The display name.</summary>
    public required string Name { get; init; }

    /// <summary>The provider id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The target id.</summary>
    public required string Target { get; init; }

    /// <summary><c>Abort</c> or <c>Continue</c>; null for the default of the service (<c>Abort</c>).</summary>
    public string? JobFailurePolicy { get; init; }

    /// <summary><c>Standard</c> or <c>High</c>; null for the default of the service.</summary>
    public string? Priority { get; init; }

    /// <summary>The tags; empty for none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
