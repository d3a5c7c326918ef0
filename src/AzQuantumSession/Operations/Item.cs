namespace AzQuantumSession.Operations;

/// <summary>A session or job that a command was given: by its id, or as an object that knows where it came from.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Id">The id.</param>
/// <param name="Known">The object; null where only the id was given.</param>
internal sealed record Item<T>(string Id, T? Known = null)
    where T : class, IWorkspaceItem
{
    /// <summary>Where the object came from; null for an id.</summary>
    public IWorkspaceClient? Client => Known?.Client;

    /// <summary>What an error about it is about.</summary>
    public object ErrorTarget => Known is null ? Id : Known;

    /// <summary>Name and id as far as they are known, for questions to the user.</summary>
    public string Description => $"{Noun.Of<T>()} {(Known is { Name.Length: > 0 } ? $"'{Known.Name}' ({Id})" : $"'{Id}'")}";

    public static Item<T> Of(T known) => new(known.Id, known);

    /// <summary>Items of whichever of the two the user gave.</summary>
    public static IEnumerable<Item<T>> Of(IEnumerable<string> ids, IEnumerable<T> known) =>
        ids.Select(id => new Item<T>(id)).Concat(known.Select(Of));
}
