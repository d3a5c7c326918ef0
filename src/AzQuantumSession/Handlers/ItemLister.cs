using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Lists the sessions or jobs of workspaces.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="output">Receives the errors.</param>
/// <param name="resolver">Connects the workspaces.</param>
/// <param name="list">Lists the items of a workspace.</param>
internal sealed class ItemLister<T>(
    ICmdletOutput output, WorkspaceResolver resolver, Func<IWorkspaceClient, ItemFilter, CancellationToken, IAsyncEnumerable<T>> list)
    where T : class, IWorkspaceItem
{
    /// <summary>The names without wildcards. A name that no item has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Lists the items. A filter without matches is not an error, except for <see cref="RequiredNames"/>.</summary>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="paging">The part of the list to write.</param>
    /// <param name="workspaces">The workspaces to list, in the order of the output; empty for the default workspace.</param>
    /// <param name="write">Writes an item. The second argument is whether there are several workspaces.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ListAsync(
        ItemFilter filter,
        Paging paging,
        IReadOnlyCollection<QuantumWorkspace> workspaces,
        Func<T, bool, Task> write,
        CancellationToken cancellationToken)
    {
        var lists = new WorkspaceLists(output, resolver, workspaces);
        var missing = new HashSet<string>(RequiredNames, StringComparer.OrdinalIgnoreCase);
        bool isComplete = false;
        await paging.WriteAsync(ReadAsync(), item => output.RunForItemAsync(item, () => write(item, lists.HasSeveral)));
        if (isComplete)
        {
            await WriteMissingAsync(lists, filter, missing, cancellationToken);
        }

        async IAsyncEnumerable<T> ReadAsync()
        {
            await foreach (T item in lists.ReadAsync(client => list(client, filter, cancellationToken), filter.Limit, cancellationToken))
            {
                missing.Remove(item.Name ?? "");
                yield return item;
            }

            isComplete = !lists.HasFailed;
        }
    }

    private async Task WriteMissingAsync(
        WorkspaceLists lists, ItemFilter filter, HashSet<string> missing, CancellationToken cancellationToken)
    {
        if (missing.Count > 0 && !filter.HasNameOnly)
        {
            // Another condition can have excluded an item with the name.
            var named = new ItemFilter { Name = missing.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains };
            await foreach (T item in lists.ReadAsync(client => list(client, named, cancellationToken), limit: null, cancellationToken))
            {
                missing.Remove(item.Name ?? "");
            }
        }

        foreach (string name in missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"No {T.TypeName} in {lists.Description} has the name '{name}'. Check the name, or use wildcards, such as '*{name}*'.",
                name).ToError());
        }
    }
}
