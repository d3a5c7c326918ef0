namespace AzQuantumSession.Client;

/// <summary>What one tick of polling saw of one thing.</summary>
/// <param name="Id">The id that was asked for.</param>
/// <param name="Item">The thing; null where it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null where it was.</param>
/// <param name="IsLast">Whether it is no longer polled.</param>
internal sealed record Observation<T>(string Id, T? Item, QuantumServiceException? Error, bool IsLast)
    where T : class;
