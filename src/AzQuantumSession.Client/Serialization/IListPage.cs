namespace AzQuantumSession.Client.Serialization;

/// <summary>A page of a list.</summary>
internal interface IListPage
{
    /// <summary>The URI of the next page; null on the last page.</summary>
    string? NextLink { get; }
}
