using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Polling;

/// <summary>
/// Polls sessions or jobs until each is done. Up to <see cref="ListThreshold"/> items are read individually. More items are polled by
/// listing the items that have not ended, and reading only the items that the list does not contain.
/// </summary>
/// <param name="getAsync">Reads one item by its id.</param>
/// <param name="listActiveAsync">Lists the items that have not ended, page by page.</param>
/// <param name="isDone">Returns whether polling of an item can stop before the item ends.</param>
/// <param name="schedule">The time between two polls.</param>
/// <param name="nextPoll">Receives the time until the next poll; null if it is not needed.</param>
internal sealed class Poller<T>(
    Func<string, CancellationToken, Task<ApiResponse<T>>> getAsync,
    Func<CancellationToken, IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>>> listActiveAsync,
    Predicate<T> isDone,
    PollingSchedule schedule,
    IProgress<TimeSpan>? nextPoll = null)
    where T : class, IWorkspaceItem
{
    private const int ListThreshold = 5;
    private const int MaxConsecutiveFailures = 3;

    private readonly Dictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);
    private TimeSpan? _retryAfter;
    private bool _isListRejected;

    /// <summary>Polls until all items are done.</summary>
    public async IAsyncEnumerable<ItemUpdate<T>> RunAsync(
        IEnumerable<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string id in ids)
        {
            _failures[id] = 0;
        }

        while (_failures.Count > 0)
        {
            _retryAfter = null;
            await foreach (ItemUpdate<T> update in PollOnceAsync(cancellationToken).ConfigureAwait(false))
            {
                if (update.IsFinal)
                {
                    _failures.Remove(update.Id);
                }

                yield return update;
            }

            if (_failures.Count > 0)
            {
                await schedule.WaitAsync(_retryAfter, nextPoll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<ItemUpdate<T>> PollOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> pending = new(_failures.Keys, StringComparer.OrdinalIgnoreCase);
        if (pending.Count > ListThreshold && !_isListRejected)
        {
            await foreach (ItemUpdate<T> update in ListAsync(pending, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }

        await foreach (ItemUpdate<T> update in ReadAsync(pending, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    /// <summary>Removes the ids that the list contains, or that must not be read in this poll, from the pending ids.</summary>
    private async IAsyncEnumerable<ItemUpdate<T>> ListAsync(
        HashSet<string> pending, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<ApiResponse<IReadOnlyList<T>>> pages = listActiveAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closing = pages.ConfigureAwait(false);
        while (pending.Count > 0)
        {
            Task<bool> next = pages.MoveNextAsync().AsTask();
            if (await GetErrorAsync(next).ConfigureAwait(false) is { } error)
            {
                // If the service rejects the list request, it can still return the items individually.
                _isListRejected = error.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.NotFound or QuantumErrorKind.Conflict;
                if (!_isListRejected)
                {
                    foreach (ItemUpdate<T> failed in pending.Select(id => HandleFailure(id, error)).OfType<ItemUpdate<T>>())
                    {
                        yield return failed;
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
            foreach (T item in pages.Current.Value)
            {
                if (pending.TryGetValue(item.Id, out string? id) && pending.Remove(id))
                {
                    yield return CreateUpdate(id, item);
                }
            }
        }
    }

    private async IAsyncEnumerable<ItemUpdate<T>> ReadAsync(
        HashSet<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim semaphore = new(ListThreshold);
        Dictionary<Task<ApiResponse<T>>, string> reads = ids.ToDictionary(id => ReadOneAsync(id, semaphore, stop.Token));
        try
        {
            while (reads.Count > 0)
            {
                Task<ApiResponse<T>> read = await Task.WhenAny(reads.Keys).ConfigureAwait(false);
                reads.Remove(read, out string? id);
                if (await GetErrorAsync(read).ConfigureAwait(false) is not { } error)
                {
                    ApiResponse<T> response = await read.ConfigureAwait(false);
                    RecordRetryAfter(response.Response);
                    yield return CreateUpdate(id!, response.Value);
                }
                else if (HandleFailure(id!, error) is { } failed)
                {
                    yield return failed;
                    if (error.Kind is QuantumErrorKind.Authentication or QuantumErrorKind.AccessDenied)
                    {
                        foreach (string other in reads.Values)
                        {
                            yield return failed with { Id = other };
                        }

                        yield break;
                    }
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
            return await getAsync(id, cancellationToken).ConfigureAwait(false);
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
        return task.Exception?.InnerException as QuantumServiceException;
    }

    private ItemUpdate<T> CreateUpdate(string id, T item)
    {
        _failures[id] = 0;
        return new ItemUpdate<T>(id, item, null, item.IsTerminal || isDone(item));
    }

    /// <summary>Returns the final update of an item that cannot be read, or null if the failure is transient and the item is polled again.</summary>
    private ItemUpdate<T>? HandleFailure(string id, QuantumServiceException error)
    {
        bool isTransient = error.Kind is QuantumErrorKind.Throttled or QuantumErrorKind.Unavailable
            or QuantumErrorKind.Connection or QuantumErrorKind.Timeout;
        return isTransient && ++_failures[id] < MaxConsecutiveFailures ? null : new ItemUpdate<T>(id, null, error, true);
    }

    private void RecordRetryAfter(Azure.Response response)
    {
        TimeSpan? retryAfter = schedule.GetRetryAfter(response);
        _retryAfter = _retryAfter > retryAfter ? _retryAfter : retryAfter ?? _retryAfter;
    }
}
