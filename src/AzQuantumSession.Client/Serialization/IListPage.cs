namespace AzQuantumSession.Client.Serialization;

/// <summary>One page of a list.</summary>
internal interface IListPage
{
    /// <summary>The address of the next page; null on the last.</summary>
    string? NextLink { get; }
}
