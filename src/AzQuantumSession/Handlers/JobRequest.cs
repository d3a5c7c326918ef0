namespace AzQuantumSession.Handlers;

/// <summary>The parameters of a job that the user specified. Null values are determined during submission.</summary>
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
