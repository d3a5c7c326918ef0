namespace AzQuantumSession;

/// <summary>What a client may say when it opens a session.</summary>
public sealed class SessionOpenOptions
{
    /// <summary>The session's id: a GUID made by the caller, so that the request can be repeated safely.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary><c>Abort</c> or <c>Continue</c>; null leaves it to the service (<c>Abort</c>).</summary>
    public string? JobFailurePolicy { get; init; }

    /// <summary><c>Standard</c> or <c>High</c>; null leaves it to the service.</summary>
    public string? Priority { get; init; }

    /// <summary>Tags; empty sends none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
