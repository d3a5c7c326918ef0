namespace AzQuantumSession.Handlers;

/// <summary>A session or job that a command was given: by its id, or as an object that knows where it came from.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Id">The id.</param>
/// <param name="KnownItem">The object; null where only the id was given.</param>
internal sealed record ItemReference<T>(string Id, T? KnownItem = null)
    where T : class, IWorkspaceItem
{
    /// <summary>Where the object came from; null for an id.</summary>
    public IWorkspaceClient? Client => KnownItem?.Client;

    /// <summary>What an error about it is about.</summary>
    public object TargetObject => KnownItem is null ? Id : KnownItem;

    /// <summary>Name and id as far as they are known, for questions to the user.</summary>
    public string Description => $"{T.TypeName} {(KnownItem is { Name.Length: > 0 } ? $"'{KnownItem.Name}' ({Id})" : $"'{Id}'")}";

    public static ItemReference<T> From(T known) => new(known.Id, known);

    /// <summary>Items of whichever of the two the user gave.</summary>
    public static IEnumerable<ItemReference<T>> From(IEnumerable<string> ids, IEnumerable<T> known) =>
        ids.Select(id => new ItemReference<T>(id)).Concat(known.Select(From));
}
