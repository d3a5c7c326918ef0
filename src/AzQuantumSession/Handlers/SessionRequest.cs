namespace AzQuantumSession.Handlers;

/// <summary>The parameters of a session that the user specified. Null values are determined when the session is opened.</summary>
internal sealed record SessionRequest(string Target)
{
    public Guid? SessionId { get; init; }

    public string? Name { get; init; }

    public string? ProviderId { get; init; }

    public string? JobFailurePolicy { get; init; }

    public string? Priority { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
