using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AzQuantumSession.Handlers;

/// <summary>Polls sessions or jobs in any number of workspaces together.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="watch">Polls the items of one workspace.</param>
internal sealed class ItemPoller<T>(
    Func<IWorkspaceClient, IReadOnlyCollection<WatchedItem<T>>, CancellationToken, IAsyncEnumerable<ItemUpdate<T>>> watch)
    where T : class, IWorkspaceItem
{
    /// <summary>Polls until all items are done. An item is null if only its id is known. When it is cancelled, the enumeration ends without an exception.</summary>
    public async IAsyncEnumerable<(ItemKey Key, ItemUpdate<T> Update)> PollAsync(
        IEnumerable<(ItemKey Key, T? Known)> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var updates = Channel.CreateUnbounded<(ItemKey Key, ItemUpdate<T> Update)>();
        Task polling = PollAllAsync([.. items], updates.Writer, stop.Token);
        try
        {
            await foreach ((ItemKey, ItemUpdate<T>) update in updates.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return update;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await polling;
        }
    }

    private async Task PollAllAsync(
        (ItemKey Key, T? Known)[] items, ChannelWriter<(ItemKey Key, ItemUpdate<T> Update)> writer, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(items.GroupBy(item => item.Key.Client).Select(
                group => PollWorkspaceAsync(
                    group.Key, [.. group.Select(item => new WatchedItem<T>(item.Key.Id, item.Known))], writer, cancellationToken)));
        }
        finally
        {
            writer.Complete();
        }
    }

    private async Task PollWorkspaceAsync(
        IWorkspaceClient client,
        WatchedItem<T>[] items,
        ChannelWriter<(ItemKey Key, ItemUpdate<T> Update)> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ItemUpdate<T> update in watch(client, items, cancellationToken))
            {
                writer.TryWrite((new ItemKey(client, update.Id), update));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The channel contains the updates until then.
        }
        catch (Exception e)
        {
            // The error concerns all items of the workspace, but not the items of other workspaces.
            QuantumServiceException error = PollingErrors.ToServiceException(e);
            foreach (WatchedItem<T> item in items)
            {
                writer.TryWrite((new ItemKey(client, item.Id), new ItemUpdate<T>(item.Id, null, error, IsFinal: true)));
            }
        }
    }
}

/// <summary>An item in a workspace. Ids are not case-sensitive, as in the service.</summary>
/// <param name="Client">The client of the workspace.</param>
/// <param name="Id">The id of the item.</param>
internal sealed record ItemKey(IWorkspaceClient Client, string Id)
{
    public bool Equals(ItemKey? other) =>
        other is not null
        && ReferenceEquals(Client, other.Client)
        && Id.EqualsIgnoreCase(other.Id);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Id);
}
