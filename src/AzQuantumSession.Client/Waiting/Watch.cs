using System.Runtime.CompilerServices;

namespace AzQuantumSession.Client;

/// <summary>
/// Polls things until each is done. Few are read one by one; more than a handful by listing those that have not ended,
/// and then reading those that the list did not have.
/// </summary>
internal sealed class Watch<T>(IPollSource<T> source, Predicate<T> isDone, PollingInterval interval)
    where T : class
{
    private const int Handful = 5;
    private const int Patience = 3;

    private readonly Dictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);
    private TimeSpan? _asked;
    private bool _listIsRefused;

    /// <summary>Polls until all are done.</summary>
    public async IAsyncEnumerable<Observation<T>> RunAsync(
        IEnumerable<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string id in ids)
        {
            _failures[id] = 0;
        }

        while (_failures.Count > 0)
        {
            _asked = null;
            await foreach (Observation<T> seen in TickAsync(cancellationToken).ConfigureAwait(false))
            {
                if (seen.IsLast)
                {
                    _failures.Remove(seen.Id);
                }

                yield return seen;
            }

            if (_failures.Count > 0)
            {
                await interval.WaitAsync(_asked, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<Observation<T>> TickAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> unseen = new(_failures.Keys, StringComparer.OrdinalIgnoreCase);
        if (unseen.Count > Handful && !_listIsRefused)
        {
            await foreach (Observation<T> seen in ListAsync(unseen, cancellationToken).ConfigureAwait(false))
            {
                yield return seen;
            }
        }

        await foreach (Observation<T> seen in ReadAsync(unseen, cancellationToken).ConfigureAwait(false))
        {
            yield return seen;
        }
    }

    private async IAsyncEnumerable<Observation<T>> ListAsync(
        HashSet<string> unseen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<Answer<IReadOnlyList<T>>> pages = source.ListOpenAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (unseen.Count > 0)
            {
                (bool isPage, QuantumServiceException? error) = await NextAsync(pages).ConfigureAwait(false);
                if (error is not null)
                {
                    foreach (Observation<T> failed in FailAll(unseen, error))
                    {
                        yield return failed;
                    }
                }

                if (!isPage)
                {
                    yield break;
                }

                Hear(pages.Current.Response);
                foreach (T item in pages.Current.Value)
                {
                    if (Wanted(unseen, source.IdOf(item)) is { } id)
                    {
                        yield return Saw(id, item);
                    }
                }
            }
        }
    }

    private static async ValueTask<(bool IsPage, QuantumServiceException? Error)> NextAsync(IAsyncEnumerator<Answer<IReadOnlyList<T>>> pages)
    {
        try
        {
            return (await pages.MoveNextAsync().ConfigureAwait(false), null);
        }
        catch (QuantumServiceException exception)
        {
            return (false, exception);
        }
    }

    // A list that fails says nothing about the single thing, unless nothing can be read at all.
    private IEnumerable<Observation<T>> FailAll(HashSet<string> unseen, QuantumServiceException error)
    {
        if (error.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.NotFound or QuantumErrorKind.Conflict)
        {
            _listIsRefused = true;
            yield break;
        }

        string[] ids = [.. unseen];
        unseen.Clear();
        foreach (string id in ids)
        {
            if (Failed(id, error) is { } observation)
            {
                yield return observation;
            }
        }
    }

    private async IAsyncEnumerable<Observation<T>> ReadAsync(
        HashSet<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim slots = new(Handful);
        HashSet<string> open = new(ids, StringComparer.OrdinalIgnoreCase);
        List<Task<(string Id, Answer<T>? Answer, QuantumServiceException? Error)>> reads =
            [.. ids.Select(id => ReadOneAsync(id, slots, stop.Token))];
        try
        {
            while (reads.Count > 0)
            {
                Task<(string Id, Answer<T>? Answer, QuantumServiceException? Error)> read = await Task.WhenAny(reads).ConfigureAwait(false);
                reads.Remove(read);
                (string id, Answer<T>? answer, QuantumServiceException? error) = await read.ConfigureAwait(false);
                open.Remove(id);
                if (answer is { } good)
                {
                    Hear(good.Response);
                    yield return Saw(id, good.Value);
                }
                else if (Failed(id, error!) is { } failed)
                {
                    yield return failed;
                    if (ConcernsAll(error!))
                    {
                        foreach (string other in open)
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
            // Nothing is left running, however the enumeration ends.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(reads)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(string Id, Answer<T>? Answer, QuantumServiceException? Error)> ReadOneAsync(
        string id, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (id, await source.GetAsync(id, cancellationToken).ConfigureAwait(false), null);
        }
        catch (QuantumServiceException exception)
        {
            return (id, null, exception);
        }
        finally
        {
            slots.Release();
        }
    }

    private static string? Wanted(HashSet<string> unseen, string id) =>
        unseen.TryGetValue(id, out string? asked) && unseen.Remove(asked) ? asked : null;

    private Observation<T> Saw(string id, T item)
    {
        _failures[id] = 0;
        return new Observation<T>(id, item, null, source.IsTerminal(item) || isDone(item));
    }

    /// <summary>What a failure means for a thing: null to go on in spite of it.</summary>
    private Observation<T>? Failed(string id, QuantumServiceException error)
    {
        bool passing = error.Kind is QuantumErrorKind.Throttled or QuantumErrorKind.Unavailable
            or QuantumErrorKind.Connection or QuantumErrorKind.Timeout;
        return passing && ++_failures[id] < Patience ? null : new Observation<T>(id, null, error, true);
    }

    private static bool ConcernsAll(QuantumServiceException error) =>
        error.Kind is QuantumErrorKind.Authentication or QuantumErrorKind.AccessDenied;

    private void Hear(Azure.Response response)
    {
        TimeSpan? asked = interval.Asked(response);
        _asked = _asked > asked ? _asked : asked ?? _asked;
    }
}
