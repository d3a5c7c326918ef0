namespace AzQuantumSession;

/// <summary>What one tick of polling saw of one session or job.</summary>
/// <typeparam name="T">What is polled.</typeparam>
/// <param name="Id">The id that was asked for.</param>
/// <param name="Item">What was read; null where it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null where it was.</param>
/// <param name="IsFinal">Whether it is no longer polled: it is done, or cannot be read.</param>
public sealed record ItemUpdate<T>(string Id, T? Item, QuantumServiceException? Error, bool IsFinal)
    where T : class;
