namespace AzQuantumSession.Handlers;

/// <summary>A session as the user asked for it; what is null is settled when it is opened.</summary>
internal sealed record SessionRequest(string Target)
{
    public Guid? SessionId { get; init; }

    public string? Name { get; init; }

    public string? ProviderId { get; init; }

    public string? JobFailurePolicy { get; init; }

    public string? Priority { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
