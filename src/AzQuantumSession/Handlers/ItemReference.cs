using AzQuantumSession.Connections;

namespace AzQuantumSession.Handlers;

/// <summary>A session or job that the user specified by id or as an object.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Id">The id of the item.</param>
/// <param name="KnownItem">The object; null if only the id was specified, or if the object comes from another process.</param>
internal sealed record ItemReference<T>(string Id, T? KnownItem = null)
    where T : class, IWorkspaceItem
{
    /// <summary>The name of the item; null if it is not known.</summary>
    public string? Name { get; init; } = KnownItem?.Name;

    /// <summary>The resource id of the item's workspace; null if it is not known.</summary>
    public string? WorkspaceId { get; init; } = KnownItem?.Workspace;

    /// <summary>The connection and the workspace that the item comes from.</summary>
    public ItemOrigin Origin => new(KnownItem?.Client, WorkspaceId);

    /// <summary>The target object of errors about the item.</summary>
    public object TargetObject => KnownItem is null ? Id : KnownItem;

    /// <summary>The type, name, and id, for confirmation prompts.</summary>
    public string Description => $"{T.TypeName} {(string.IsNullOrEmpty(Name) ? $"'{Id}'" : $"'{Name}' ({Id})")}";

    public static ItemReference<T> From(T item) =>
        item.Client is null ? new(item.Id) { Name = item.Name, WorkspaceId = item.Workspace } : new(item.Id, item);
}
