namespace AzQuantumSession.Handlers;

/// <summary>A session or job that the user specified by id or as an object.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Id">The id of the item.</param>
/// <param name="KnownItem">The object; null if only the id was specified.</param>
internal sealed record ItemReference<T>(string Id, T? KnownItem = null)
    where T : class, IWorkspaceItem
{
    /// <summary>The client that read the object; null if only the id was specified.</summary>
    public IWorkspaceClient? Client => KnownItem?.Client;

    /// <summary>The target object of errors about the item.</summary>
    public object TargetObject => KnownItem is null ? Id : KnownItem;

    /// <summary>The type, name, and id, for confirmation prompts.</summary>
    public string Description => $"{T.TypeName} {(KnownItem is { Name.Length: > 0 } ? $"'{KnownItem.Name}' ({Id})" : $"'{Id}'")}";

    public static ItemReference<T> From(T item) => new(item.Id, item);

    /// <summary>Creates references from ids and from objects.</summary>
    public static IEnumerable<ItemReference<T>> From(IEnumerable<string> ids, IEnumerable<T> items) =>
        ids.Select(id => new ItemReference<T>(id)).Concat(items.Select(From));
}
