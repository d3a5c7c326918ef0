namespace AzQuantumSession.Client.Serialization;

/// <summary>A page of a list in the JSON of the service.</summary>
internal sealed class ListPage<T> : IListPage
{
    public List<T>? Value { get; init; }

    public string? NextLink { get; init; }
}
