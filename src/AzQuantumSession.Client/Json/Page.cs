namespace AzQuantumSession.Client;

/// <summary>One page of a list, as it comes.</summary>
internal sealed class Page<T> : IPage
{
    public List<T>? Value { get; init; }

    public string? NextLink { get; init; }
}
