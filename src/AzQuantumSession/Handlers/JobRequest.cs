namespace AzQuantumSession.Handlers;

/// <summary>A job as the user asked for it; what is null is settled when it is submitted.</summary>
internal sealed record JobRequest
{
    public Guid? JobId { get; init; }

    public string? Name { get; init; }

    public string? InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public IReadOnlyDictionary<string, object?> InputParams { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Priority { get; init; }
}
