namespace AzQuantumSession.Client;

/// <summary>How things that are waited for are read, one by one or many at once.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
internal interface IPollSource<T>
{
    /// <summary>Reads one.</summary>
    Task<Answer<T>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists those that have not ended, page by page.</summary>
    IAsyncEnumerable<Answer<IReadOnlyList<T>>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>The id.</summary>
    string IdOf(T item);

    /// <summary>Whether it has ended.</summary>
    bool IsTerminal(T item);
}
