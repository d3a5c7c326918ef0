namespace AzQuantumSession.Client;

/// <summary>One page of a list.</summary>
internal interface IPage
{
    /// <summary>The address of the next page; null on the last.</summary>
    string? NextLink { get; }
}
