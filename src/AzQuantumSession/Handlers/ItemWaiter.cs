using System.Management.Automation;
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
    private readonly Dictionary<ItemKey, T?> _waiting = [];
    private int _total;
    private int _done;

    /// <summary>The statuses to wait for. Empty for all statuses of an item that has ended.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Whether to stop the wait when the first item is done.</summary>
    public bool Any { get; init; }

    /// <summary>The maximum time to wait; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The interval between two polls; null for the growing interval of the client.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>Whether to report an unsuccessful item as an error.</summary>
    public bool ErrorOnFailure { get; init; }

    /// <summary>Explains an error of an item that cannot be read; null to report the error as it is.</summary>
    public Func<IWorkspaceClient, string, QuantumServiceException, Task<Exception>>? Explain { get; init; }

    /// <summary>Receives the items that are done; null to write them to the pipeline.</summary>
    public Func<T, Task>? Write { get; init; }

    protected ICmdletOutput Output => output;

    protected TimeProvider Time => time;

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

        try
        {
            WriteProgress();
            await HandleKnownAsync(cancellationToken);
            if (!HasFinished)
            {
                await PollUntilFinishedAsync(cancellationToken);
            }
        }
        finally
        {
            output.WriteProgress(Progress() with { IsCompleted = true });
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
        using var timeout = new CancellationTokenSource(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var poller = new ItemPoller<T>((client, ids, token) => WatchAsync(client, ids, IsDone, token));
        await foreach ((ItemKey key, ItemUpdate<T> update) in poller.PollAsync(_waiting.Keys, stop.Token))
        {
            await HandleUpdateAsync(key, update, cancellationToken);
            WriteProgress();
            if (HasFinished)
            {
                return;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (timeout.IsCancellationRequested)
        {
            WriteTimeouts();
        }
    }

    protected abstract IAsyncEnumerable<ItemUpdate<T>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<T> isDone,
        CancellationToken cancellationToken);

    /// <summary>Returns the error for an unsuccessful item, or null.</summary>
    protected abstract CmdletException? GetFailure(T item);

    /// <summary>Checks a limit of an item. Returns an error to stop waiting for the item, or null.</summary>
    protected virtual Task<CmdletException?> CheckLimitAsync(IWorkspaceClient client, T item, CancellationToken cancellationToken) =>
        Task.FromResult<CmdletException?>(null);

    private bool IsDone(T item) => item.IsTerminal || Statuses.Contains(item.Status, StringComparer.OrdinalIgnoreCase);

    private async Task HandleUpdateAsync(ItemKey key, ItemUpdate<T> update, CancellationToken cancellationToken)
    {
        if (!_waiting.TryGetValue(key, out T? known))
        {
            return;
        }

        if (update.Item is { } item && await CheckLimitAsync(key.Client, item, cancellationToken) is { } limitError)
        {
            _waiting.Remove(key);
            output.WriteError(limitError.ToError());
        }
        else if (!update.IsFinal)
        {
            _waiting[key] = update.Item ?? known;
        }
        else
        {
            _waiting.Remove(key);
            await WriteResultAsync(key.Client, update, known is null ? key.Id : known);
        }
    }

    private async Task WriteResultAsync(IWorkspaceClient client, ItemUpdate<T> update, object target)
    {
        if (update.Item is not { } item)
        {
            Exception error = Explain is null ? update.Error! : await Explain(client, update.Id, update.Error!);
            output.WriteError(ErrorMapper.ToError(error, target));
            return;
        }

        _done++;
        bool statusRequested = Statuses.Contains(item.Status, StringComparer.OrdinalIgnoreCase);
        if (ErrorOnFailure && !statusRequested && GetFailure(item) is { } failure)
        {
            output.WriteError(failure.ToError());
        }
        else if (!statusRequested && Statuses.Count > 0)
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
    }

    private void WriteTimeouts()
    {
        foreach ((ItemKey key, T? item) in _waiting)
        {
            string state = item is null ? "It has not been read yet." : $"It is {item.Status}.";
            output.WriteError(new CmdletException(
                ErrorIds.WaitTimeout,
                ErrorCategory.OperationTimeout,
                $"{(item is null ? $"'{key.Id}'" : item.DisplayName)} was not done within {Timeout}. {state} The {T.TypeName} itself continues.",
                item is null ? key.Id : item).ToError());
        }
    }

    private void WriteProgress() => output.WriteProgress(Progress());

    private CmdletProgress Progress()
    {
        int finished = _total - _waiting.Count;
        T? oldest = _waiting.Values
            .Where(item => item is not null)
            .MinBy(item => item!.CreationTime ?? DateTimeOffset.MaxValue);
        return new CmdletProgress(
            _total == 1 ? $"Waiting for a {T.TypeName}" : $"Waiting for {_total} {T.TypeName}s",
            $"{finished} of {_total} done",
            oldest is null ? null : $"'{oldest.Name}' is {oldest.Status}",
            finished * 100 / _total);
    }
}
