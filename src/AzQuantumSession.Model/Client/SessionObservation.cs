namespace AzQuantumSession;

/// <summary>What one tick of polling saw of one session.</summary>
/// <param name="SessionId">The id that was asked for.</param>
/// <param name="Session">The session; null where it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null where it was.</param>
/// <param name="IsLast">Whether the session is no longer polled: it is done, or cannot be read.</param>
public sealed record SessionObservation(string SessionId, QuantumSession? Session, QuantumServiceException? Error, bool IsLast);
