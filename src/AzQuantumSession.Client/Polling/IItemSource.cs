using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>The requests that read sessions or jobs. Lists are sorted by their creation, the newest item first.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal interface IItemSource<T>
{
    /// <summary>Reads an item.</summary>
    Task<ApiResponse<T>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the items of the workspace that have not ended, page by page.</summary>
    IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListActiveAsync(CancellationToken cancellationToken);

    /// <summary>Lists the items of the workspace that have ended, page by page.</summary>
    /// <param name="createdAfter">The date of the earliest creation to include; null to include all. The time of the day is ignored.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListEndedAsync(DateTimeOffset? createdAfter, CancellationToken cancellationToken);

    /// <summary>Returns the session whose items <see cref="ListSessionAsync"/> lists; null if the item is in no such list.</summary>
    string? GetSessionId(T item);

    /// <summary>Lists all items of a session, page by page.</summary>
    IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListSessionAsync(string sessionId, CancellationToken cancellationToken);
}
