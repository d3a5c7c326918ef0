using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>
/// Reads the items of a poll with few requests: a few items individually, and more items by listing. Items that a list does not contain
/// are read individually.
/// </summary>
/// <param name="source">The requests.</param>
/// <param name="items">The items of the wait, by their ids. The caller removes each item that is done.</param>
/// <param name="time">The clock, for Retry-After dates.</param>
internal sealed class ItemReader<T>(IItemSource<T> source, IReadOnlyDictionary<string, PolledItem<T>> items, TimeProvider time)
    where T : class, IWorkspaceItem
{
    private const int MaxIndividual = 5;
    private const int MinPerSession = 3;

    private readonly int _total = items.Count;
    private bool _isListRejected;

    /// <summary>The longest Retry-After value of the responses of the last poll; null if no response had it.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Reads the items that are due. Also returns other items of the wait that a list contains.</summary>
    public async IAsyncEnumerable<ItemRead<T>> ReadAsync(
        IEnumerable<PolledItem<T>> due, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RetryAfter = null;
        HashSet<PolledItem<T>> pending = [.. due];
        HashSet<PolledItem<T>> read = [];
        foreach ((IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> pages, int count) in ChooseLists(pending, cancellationToken))
        {
            if (_isListRejected)
            {
                break;
            }

            await foreach (ItemRead<T> result in ListAsync(pages, count, pending, read, cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }
        }

        await foreach (ItemRead<T> result in ReadIndividuallyAsync(pending, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>
    /// Returns the lists that read the pending items with the fewest requests, and how many pending items each of them can contain. A list
    /// is chosen after the previous list was read, because it depends on the items that are still pending.
    /// </summary>
    private IEnumerable<(IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> Pages, int Count)> ChooseLists(
        HashSet<PolledItem<T>> pending, CancellationToken cancellationToken)
    {
        (string Id, int Count)[] sessions = [.. pending
            .Select(item => item.Last is { } last ? source.GetSessionId(last) : null)
            .OfType<string>()
            .GroupBy(id => id, (id, group) => (Id: id, Count: group.Count()), StringComparer.OrdinalIgnoreCase)
            .Where(session => session.Count >= MinPerSession)];
        int requestsBySession = sessions.Sum(session => PageSize.CountPages(session.Count) - session.Count) + pending.Count;

        // The items that have not ended, and the items that have ended, are listed separately.
        if (pending.Count <= MaxIndividual || requestsBySession <= PageSize.CountPages(pending.Count) + 1)
        {
            foreach ((string id, int count) in sessions)
            {
                yield return (source.ListSessionAsync(id, cancellationToken), count);
            }

            yield break;
        }

        yield return (source.ListActiveAsync(cancellationToken), pending.Count);

        // The list of ended items also contains the items of this wait that ended earlier.
        if (pending.Count > PageSize.CountPages(_total - items.Count + pending.Count))
        {
            yield return (source.ListEndedAsync(GetOldest(pending), cancellationToken), pending.Count);
        }
    }

    /// <summary>Returns when the oldest item was created; null if it is not known of each item.</summary>
    private static DateTimeOffset? GetOldest(IReadOnlyCollection<PolledItem<T>> items) =>
        items.All(item => item.Last?.CreationTime is not null) ? items.Min(item => item.Last!.CreationTime) : null;

    /// <summary>Removes the items that the list contains, or that must not be read in this poll, from the pending items.</summary>
    private async IAsyncEnumerable<ItemRead<T>> ListAsync(
        IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> list,
        int count,
        HashSet<PolledItem<T>> pending,
        HashSet<PolledItem<T>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<ApiResponse<IReadOnlyList<T>>> pages = list.GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closing = pages.ConfigureAwait(false);

        // The list can have many other items. After as many pages as items, reading the items individually takes fewer requests.
        int missing = count;
        for (int page = 0; page < count && missing > 0; page++)
        {
            Task<bool> next = pages.MoveNextAsync().AsTask();
            if (await GetErrorAsync(next).ConfigureAwait(false) is { } error)
            {
                // If the service rejects the list request, it can still return the items individually.
                _isListRejected = error.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.NotFound or QuantumErrorKind.Conflict;
                if (!_isListRejected)
                {
                    foreach (PolledItem<T> item in pending)
                    {
                        yield return new ItemRead<T>(item, null, error);
                    }

                    pending.Clear();
                }

                yield break;
            }

            if (!await next.ConfigureAwait(false))
            {
                yield break;
            }

            RecordRetryAfter(pages.Current.Response);
            List<ItemRead<T>> found = [];
            foreach (T value in pages.Current.Value)
            {
                if (items.TryGetValue(value.Id, out PolledItem<T>? item) && read.Add(item))
                {
                    missing -= pending.Remove(item) ? 1 : 0;
                    found.Add(new ItemRead<T>(item, value, null));
                }
            }

            // The list has the newest item first, and the user usually specified the oldest item first.
            foreach (ItemRead<T> result in found.OrderBy(result => result.Item.Position))
            {
                yield return result;
            }

            if (pages.Current.Value is [.., var last] && last.CreationTime < GetOldest(pending))
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<ItemRead<T>> ReadIndividuallyAsync(
        IEnumerable<PolledItem<T>> pending, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim semaphore = new(MaxIndividual);
        Dictionary<Task<ApiResponse<T>>, PolledItem<T>> reads = pending.ToDictionary(item => ReadOneAsync(item.Id, semaphore, stop.Token));
        try
        {
            while (reads.Count > 0)
            {
                Task<ApiResponse<T>> read = await Task.WhenAny(reads.Keys).ConfigureAwait(false);
                reads.Remove(read, out PolledItem<T>? item);
                QuantumServiceException? error = await GetErrorAsync(read).ConfigureAwait(false);
                if (error is null)
                {
                    ApiResponse<T> response = await read.ConfigureAwait(false);
                    RecordRetryAfter(response.Response);
                    yield return new ItemRead<T>(item!, response.Value, null);
                    continue;
                }

                yield return new ItemRead<T>(item!, null, error);
                if (error.Kind is QuantumErrorKind.Authentication or QuantumErrorKind.AccessDenied)
                {
                    foreach (PolledItem<T> other in reads.Values)
                    {
                        yield return new ItemRead<T>(other, null, error);
                    }

                    yield break;
                }
            }
        }
        finally
        {
            // No request may outlive the enumeration, also if the caller stops enumerating early.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(reads.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ApiResponse<T>> ReadOneAsync(string id, SemaphoreSlim semaphore, CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await source.GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            semaphore.Release();
        }
    }

    // An iterator cannot yield where it catches.
    private static async Task<QuantumServiceException?> GetErrorAsync(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.Exception?.InnerException switch
        {
            null => null,
            QuantumServiceException error => error,
            // An unexpected exception concerns only the items that were read, too.
            { } defect => new QuantumServiceException(QuantumErrorKind.InvalidResponse, $"The poll failed unexpectedly: {defect.Message}", defect),
        };
    }

    private void RecordRetryAfter(Response response)
    {
        TimeSpan? retryAfter = Http.RetryAfter.Read(response, time);
        RetryAfter = RetryAfter > retryAfter ? RetryAfter : retryAfter ?? RetryAfter;
    }
}

/// <summary>An item that was read, or the error that prevented it.</summary>
/// <param name="Item">The polled item.</param>
/// <param name="Value">The item as it was read; null if it was not read.</param>
/// <param name="Error">The error; null if the item was read.</param>
internal readonly record struct ItemRead<T>(PolledItem<T> Item, T? Value, QuantumServiceException? Error)
    where T : class;
