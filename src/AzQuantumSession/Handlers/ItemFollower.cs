using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Follows sessions or jobs until all of them have ended, and reports each change of their status.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="output">Receives the errors of items that can no longer be read.</param>
/// <param name="watch">Polls the items of one workspace until each item has ended.</param>
internal sealed class ItemFollower<T>(
    ICmdletOutput output,
    Func<IWorkspaceClient, IReadOnlyCollection<WatchedItem<T>>, CancellationToken, IAsyncEnumerable<ItemUpdate<T>>> watch)
    where T : class, IWorkspaceItem
{
    private readonly Dictionary<ItemKey, T> _items = [];

    /// <summary>Adds an item in the state that is already reported. An item that has ended does not change.</summary>
    public void Add(IWorkspaceClient client, T item)
    {
        if (!item.IsTerminal)
        {
            _items[new ItemKey(client, item.Id)] = item;
        }
    }

    /// <summary>Polls the items until all of them have ended.</summary>
    /// <param name="report">Receives each item whose status has changed.</param>
    /// <param name="cancellationToken">Cancels the polling, but not the sessions or jobs.</param>
    public async Task FollowAsync(Func<IWorkspaceClient, T, Task> report, CancellationToken cancellationToken)
    {
        var poller = new ItemPoller<T>(watch);
        await foreach ((ItemKey key, ItemUpdate<T> update) in poller.PollAsync(_items.Select(entry => (entry.Key, (T?)entry.Value)), cancellationToken))
        {
            T known = _items[key];
            if (update.Item is not { } item)
            {
                output.WriteError(ErrorMapper.ToError(update.Error!, known));
            }
            else if (!item.Status.EqualsIgnoreCase(known.Status))
            {
                _items[key] = item;
                await report(key.Client, item);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
