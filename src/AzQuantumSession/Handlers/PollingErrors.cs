namespace AzQuantumSession.Handlers;

/// <summary>The errors of a poll. Whatever a poll throws, a wait or the check of a limit goes on with the other polls.</summary>
internal static class PollingErrors
{
    /// <summary>Returns an exception that can be reported.</summary>
    public static QuantumServiceException ToServiceException(Exception exception) => exception as QuantumServiceException
        ?? new QuantumServiceException(QuantumErrorKind.InvalidResponse, $"The poll failed unexpectedly: {exception.Message}", exception);
}
