namespace AzQuantumSession.Client.Serialization;

/// <summary>One page of a list, as it comes.</summary>
internal sealed class ListPage<T> : IListPage
{
    public List<T>? Value { get; init; }

    public string? NextLink { get; init; }
}
