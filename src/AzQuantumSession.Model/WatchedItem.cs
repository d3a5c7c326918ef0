namespace AzQuantumSession;

/// <summary>A session or job to poll.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Id">The id of the item.</param>
/// <param name="Known">
/// The item as it was read or submitted just before, so that it is not read again at once, and that it can be listed; null if only the id
/// is known.
/// </param>
public sealed record WatchedItem<T>(string Id, T? Known = null)
    where T : class;
