using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Waits for sessions or jobs in any number of workspaces, and writes each item as soon as it is done. If the wait ends early
/// (<c>-Any</c>, <c>-Timeout</c>, Ctrl+C), the sessions and jobs continue.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal abstract class ItemWaiter<T>(ICmdletOutput output, TimeProvider time)
    where T : class, IWorkspaceItem
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ItemKey, T?> _waiting = [];
    private WaitProgress<T>? _progress;
    private CancellationToken _timeoutToken;
    private int _total;
    private int _done;

    /// <summary>The statuses to wait for. Empty for all statuses of an item that has ended.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Whether to stop the wait when the first item is done.</summary>
    public bool Any { get; init; }

    /// <summary>The maximum time to wait; zero to poll once; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The interval between two polls; null for the intervals of the client.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>Whether to report an unsuccessful item as an error.</summary>
    public bool ErrorOnFailure { get; init; }

    /// <summary>Whether to write a warning for an unsuccessful item, in addition to the item.</summary>
    public bool WarnOnFailure { get; init; }

    /// <summary>Explains an error of an item that cannot be read; null to report the error as it is.</summary>
    public Func<IWorkspaceClient, string, QuantumServiceException, CancellationToken, Task<Exception>>? Explain { get; init; }

    /// <summary>Returns how to continue the wait for an item that can no longer be polled, from its id; null to report only the error.</summary>
    public Func<string, string>? GetContinuation { get; init; }

    /// <summary>Receives the items that are done; null to write them to the pipeline.</summary>
    public Func<T, Task>? Write { get; init; }

    protected ICmdletOutput Output => output;

    protected TimeProvider Time => time;

    /// <summary>Whether <see cref="Timeout"/> has passed. From then on, an item is reported without what was not read yet.</summary>
    protected bool HasTimedOut => _timeoutToken.IsCancellationRequested;

    /// <summary>Adds an item to wait for. An item that was already added is ignored.</summary>
    public void Add(IWorkspaceClient client, ItemReference<T> item)
    {
        if (_waiting.TryAdd(new ItemKey(client, item.Id), item.KnownItem))
        {
            _total++;
        }
    }

    /// <summary>Waits until all items are done, or the wait ends early.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_total == 0)
        {
            return;
        }

        _progress = new WaitProgress<T>(time);
        bool isSinglePoll = Timeout == TimeSpan.Zero;
        using var timeout = new CancellationTokenSource(isSinglePoll || Timeout is null ? System.Threading.Timeout.InfiniteTimeSpan : Timeout.Value, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        _timeoutToken = timeout.Token;
        try
        {
            WriteProgress();
            await HandleKnownAsync(stop.Token);
            await PollUntilFinishedAsync(stop.Token);
            cancellationToken.ThrowIfCancellationRequested();
            if (!HasFinished && (isSinglePoll || HasTimedOut))
            {
                WriteTimeouts();
            }
        }
        finally
        {
            output.WriteProgress(CreateProgress() with { IsCompleted = true });
        }
    }

    private bool HasFinished => _waiting.Count == 0 || (Any && _done > 0);

    // An item that has ended does not change, so it needs no request.
    private async Task HandleKnownAsync(CancellationToken cancellationToken)
    {
        foreach ((ItemKey key, T? item) in _waiting.Where(entry => entry.Value is { IsTerminal: true }).ToArray())
        {
            await HandleUpdateAsync(key, new ItemUpdate<T>(key.Id, item, null, IsFinal: true), cancellationToken);
            WriteProgress();
            if (HasFinished)
            {
                return;
            }
        }
    }

    private async Task PollUntilFinishedAsync(CancellationToken cancellationToken)
    {
        if (HasFinished)
        {
            return;
        }

        var poller = new ItemPoller<T>(PollWorkspaceAsync);
        await using IAsyncEnumerator<(ItemKey Key, ItemUpdate<T> Update)> updates =
            poller.PollAsync(_waiting.Select(entry => (entry.Key, entry.Value)), cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        while (await MoveNextAsync(updates))
        {
            await HandleUpdateAsync(updates.Current.Key, updates.Current.Update, cancellationToken);
            WriteProgress();
            if (HasFinished)
            {
                return;
            }
        }
    }

    // The progress shows the elapsed time also while there is nothing new.
    private async Task<bool> MoveNextAsync(IAsyncEnumerator<(ItemKey Key, ItemUpdate<T> Update)> updates)
    {
        Task<bool> next = updates.MoveNextAsync().AsTask();
        while (await Task.WhenAny(next, Task.Delay(ProgressInterval, time)) != next)
        {
            WriteProgress();
        }

        return await next;
    }

    private IAsyncEnumerable<ItemUpdate<T>> PollWorkspaceAsync(
        IWorkspaceClient client, IReadOnlyCollection<WatchedItem<T>> items, CancellationToken cancellationToken)
    {
        var options = new PollingOptions
        {
            Interval = PollingInterval,
            Once = Timeout == TimeSpan.Zero,
            NextPoll = new NextPollProgress(delay => _progress!.SetNextPoll(client, delay)),
        };
        return WatchAsync(client, items, Statuses.Count == 0 ? null : IsDone, options, cancellationToken);
    }

    protected abstract IAsyncEnumerable<ItemUpdate<T>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<WatchedItem<T>> items,
        Predicate<T>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken);

    /// <summary>Returns the error for an unsuccessful item, or null. At the timeout, returns what is known.</summary>
    protected abstract Task<CmdletException?> GetFailureAsync(IWorkspaceClient client, T item, CancellationToken cancellationToken);

    /// <summary>Checks a limit of an item. Returns an error to stop waiting for the item, or null.</summary>
    protected virtual Task<CmdletException?> CheckLimitAsync(IWorkspaceClient client, T item, CancellationToken cancellationToken) =>
        Task.FromResult<CmdletException?>(null);

    private bool IsDone(T item) => Statuses.Contains(item.Status, StringComparer.OrdinalIgnoreCase);

    private async Task HandleUpdateAsync(ItemKey key, ItemUpdate<T> update, CancellationToken cancellationToken)
    {
        if (!_waiting.TryGetValue(key, out T? known))
        {
            return;
        }

        if (update.Item is { } item && await FindLimitErrorAsync(key.Client, item, cancellationToken) is { } limitError)
        {
            _waiting.Remove(key);
            output.WriteError(limitError);
        }
        else if (!update.IsFinal)
        {
            _waiting[key] = update.Item ?? known;
        }
        else
        {
            _waiting.Remove(key);
            await WriteResultAsync(key.Client, update, known is null ? key.Id : known, cancellationToken);
        }
    }

    // A limit that cannot be checked is an error of the item, and not of the other items. After the timeout, it is not checked any more.
    private async Task<CmdletError?> FindLimitErrorAsync(IWorkspaceClient client, T item, CancellationToken cancellationToken)
    {
        try
        {
            return (await CheckLimitAsync(client, item, cancellationToken))?.ToError();
        }
        catch (QuantumServiceException e)
        {
            return ErrorMapper.ToError(e, item);
        }
        catch (OperationCanceledException) when (HasTimedOut)
        {
            return null;
        }
    }

    private async Task WriteResultAsync(IWorkspaceClient client, ItemUpdate<T> update, object target, CancellationToken cancellationToken)
    {
        if (update.Item is not { } item)
        {
            Exception error = AddContinuation(await ExplainAsync(client, update, cancellationToken), update.Id, target);
            output.WriteError(ErrorMapper.ToError(error, target));
            return;
        }

        _done++;
        bool statusRequested = Statuses.Contains(item.Status, StringComparer.OrdinalIgnoreCase);
        CmdletException? failure = (ErrorOnFailure && !statusRequested) || WarnOnFailure
            ? await GetFailureAsync(client, item, cancellationToken)
            : null;
        if (ErrorOnFailure && !statusRequested && failure is not null)
        {
            output.WriteError(failure.ToError());
            return;
        }

        if (!statusRequested && Statuses.Count > 0)
        {
            output.WriteError(new CmdletException(
                ErrorIds.StatusNotReached,
                ErrorCategory.InvalidResult,
                $"{item.DisplayName} ended as {item.Status} and will not become {string.Join(" or ", Statuses)}.",
                item).ToError());
        }
        else if (Write is null)
        {
            output.WriteObject(item);
        }
        else
        {
            await Write(item);
        }

        if (WarnOnFailure && failure?.ToError() is { } reason)
        {
            output.WriteWarning($"{reason.Exception.Message} To see more, use: {reason.RecommendedAction}");
        }
    }

    private async Task<Exception> ExplainAsync(IWorkspaceClient client, ItemUpdate<T> update, CancellationToken cancellationToken)
    {
        try
        {
            return Explain is null ? update.Error! : await Explain(client, update.Id, update.Error!, cancellationToken);
        }
        catch (OperationCanceledException) when (HasTimedOut)
        {
            return update.Error!;
        }
    }

    // The item continues without the wait, except for an id that is not valid, or that the user specified and that does not exist.
    private Exception AddContinuation(Exception error, string id, object target) =>
        error is QuantumServiceException e && GetContinuation is not null
            && e.Kind != QuantumErrorKind.Rejected && (e.Kind != QuantumErrorKind.NotFound || target is T)
            ? e.Append(GetContinuation(id))
            : error;

    private void WriteTimeouts()
    {
        string limit = Timeout == TimeSpan.Zero ? "is not done" : $"was not done within {Timeout}";
        foreach ((ItemKey key, T? item) in _waiting)
        {
            string state = item is null ? "It has not been read yet." : $"It is {item.Status}.";
            output.WriteError(new CmdletException(
                ErrorIds.WaitTimeout,
                ErrorCategory.OperationTimeout,
                $"{(item is null ? $"'{key.Id}'" : item.DisplayName)} {limit}. {state} The {T.TypeName} itself continues.",
                item is null ? key.Id : item).ToError());
        }
    }

    private void WriteProgress() => output.WriteProgress(CreateProgress());

    private CmdletProgress CreateProgress() => _progress!.Create(_total, [.. _waiting.Values]);

    /// <summary>Reports synchronously, unlike <see cref="Progress{T}"/>, which would report on the pipeline thread.</summary>
    private sealed class NextPollProgress(Action<TimeSpan> report) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => report(value);
    }
}
