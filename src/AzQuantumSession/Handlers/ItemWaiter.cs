using System.Management.Automation;
using System.Threading.Channels;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Waits for sessions or jobs, all together, whatever workspaces they are in. Each is written once, as soon as it is done.
/// The wait may end early (<c>-Any</c>, <c>-Timeout</c>, Ctrl+C); that ends no session and no job.
/// </summary>
/// <typeparam name="T">What is waited for.</typeparam>
internal abstract class ItemWaiter<T>(ICmdletOutput output, TimeProvider time)
    where T : class, IWorkspaceItem
{
    private readonly Dictionary<Key, T?> _waiting = [];
    private int _total;
    private int _done;

    /// <summary>The statuses any of which ends the wait; empty for the end.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Whether the first that is done ends the wait for all.</summary>
    public bool Any { get; init; }

    /// <summary>How long to wait at the most; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null for the client's own growing interval.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>Whether one that ended without success is an error.</summary>
    public bool ErrorOnFailure { get; init; }

    /// <summary>Who gets what is done; null for the pipeline.</summary>
    public Func<T, Task>? Write { get; init; }

    protected ICmdletOutput Pipeline => output;

    /// <summary>Adds one to those that are waited for; one that is there already counts once.</summary>
    public void Add(IWorkspaceClient client, ItemReference<T> item)
    {
        if (_waiting.TryAdd(new Key(client, item.Id), item.KnownItem))
        {
            _total++;
        }
    }

    /// <summary>Waits until every one is done, or the wait ends early.</summary>
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
                await PollAsync(cancellationToken);
            }
        }
        finally
        {
            output.WriteProgress(Progress() with { IsCompleted = true });
        }
    }

    private bool HasFinished => _waiting.Count == 0 || (Any && _done > 0);

    // An object that says it has ended needs no request: an item that has ended does not change.
    private async Task HandleKnownAsync(CancellationToken cancellationToken)
    {
        foreach ((Key key, T? item) in _waiting.Where(entry => entry.Value is { IsTerminal: true }).ToArray())
        {
            await HandleUpdateAsync(key, new ItemUpdate<T>(key.Id, item, null, IsFinal: true), cancellationToken);
            WriteProgress();
            if (HasFinished)
            {
                return;
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var updates = Channel.CreateUnbounded<(IWorkspaceClient Client, ItemUpdate<T> Update)>();
        Task watching = WatchAllAsync(updates.Writer, ending.Token);
        try
        {
            await foreach ((IWorkspaceClient client, ItemUpdate<T> update) in updates.Reader.ReadAllAsync(cancellationToken))
            {
                await HandleUpdateAsync(new Key(client, update.Id), update, cancellationToken);
                WriteProgress();
                if (HasFinished)
                {
                    return;
                }
            }

            if (timeout.IsCancellationRequested)
            {
                WriteTimeouts();
            }
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }
    }

    protected abstract IAsyncEnumerable<ItemUpdate<T>> WatchAsync(
        IWorkspaceClient client,
        IReadOnlyCollection<string> ids,
        Predicate<T> isDone,
        CancellationToken cancellationToken);

    /// <summary>The error that one which has ended without success stands for; null for success.</summary>
    protected abstract CmdletException? GetFailure(T item);

    /// <summary>Looks at one that goes on, and may end the wait for it with an error.</summary>
    protected virtual Task<CmdletException?> CheckLimitAsync(IWorkspaceClient client, T item, CancellationToken cancellationToken) =>
        Task.FromResult<CmdletException?>(null);

    private async Task WatchAllAsync(
        ChannelWriter<(IWorkspaceClient Client, ItemUpdate<T> Update)> writer,
        CancellationToken cancellationToken)
    {
        await Task.WhenAll(_waiting.Keys.GroupBy(key => key.Client).Select(
            group => WatchAsync(group.Key, [.. group.Select(key => key.Id)], writer, cancellationToken)));
        writer.Complete();
    }

    private async Task WatchAsync(
        IWorkspaceClient client,
        string[] ids,
        ChannelWriter<(IWorkspaceClient Client, ItemUpdate<T> Update)> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ItemUpdate<T> update in WatchAsync(client, ids, IsDone, cancellationToken))
            {
                await writer.WriteAsync((client, update), CancellationToken.None);
            }
        }
        catch (QuantumServiceException e)
        {
            // The whole workspace cannot be watched: so it is for each that is not done.
            foreach (string id in ids)
            {
                await writer.WriteAsync((client, new ItemUpdate<T>(id, null, e, IsFinal: true)), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait has ended; what was seen until then is in the channel.
        }
    }

    private bool IsDone(T item) => item.IsTerminal || Statuses.Contains(item.Status, StringComparer.OrdinalIgnoreCase);

    private async Task HandleUpdateAsync(Key key, ItemUpdate<T> update, CancellationToken cancellationToken)
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
            await WriteResultAsync(update, known is null ? key.Id : known);
        }
    }

    private async Task WriteResultAsync(ItemUpdate<T> update, object target)
    {
        if (update.Item is not { } item)
        {
            output.WriteError(ErrorMapper.ToError(update.Error!, target));
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
        foreach ((Key key, T? item) in _waiting)
        {
            string state = item is null ? "It could not be read yet." : $"It is {item.Status}.";
            output.WriteError(new CmdletException(
                ErrorIds.WaitTimeout,
                ErrorCategory.OperationTimeout,
                $"{(item is null ? $"'{key.Id}'" : item.DisplayName)} was not done within {Timeout}. {state} The {T.TypeName} itself goes on.",
                item is null ? key.Id : item).ToError());
        }
    }

    private void WriteProgress() => output.WriteProgress(Progress());

    private CmdletProgress Progress()
    {
        int finished = _total - _waiting.Count;
        T? slowest = _waiting.Values
            .Where(item => item is not null)
            .MinBy(item => item!.CreationTime ?? DateTimeOffset.MaxValue);
        return new CmdletProgress(
            _total == 1 ? $"Waiting for a {T.TypeName}" : $"Waiting for {_total} {T.TypeName}s",
            $"{finished} of {_total} done",
            slowest is null ? null : $"'{slowest.Name}' is {slowest.Status}",
            finished * 100 / _total);
    }

    /// <summary>One in a workspace. Ids are compared without case, as the service does.</summary>
    private sealed record Key(IWorkspaceClient Client, string Id)
    {
        public bool Equals(Key? other) =>
            other is not null
            && ReferenceEquals(Client, other.Client)
            && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Id);
    }
}
