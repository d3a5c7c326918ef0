namespace AzQuantumSession;

/// <summary>The result of polling a session or job once.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Id">The id of the item as the caller specified it.</param>
/// <param name="Item">The item; null if it cannot be read.</param>
/// <param name="Error">The error that prevents reading the item; null if the item was read.</param>
/// <param name="IsFinal">True if the item is no longer polled, because it is done or cannot be read.</param>
public sealed record ItemUpdate<T>(string Id, T? Item, QuantumServiceException? Error, bool IsFinal)
    where T : class;
