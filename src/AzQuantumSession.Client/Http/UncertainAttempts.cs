namespace AzQuantumSession.Client.Http;

/// <summary>
/// Remembers whether the service may have executed an attempt of a request that failed: the response was lost or not valid, or came from a
/// gateway. The last attempt alone does not show it.
/// </summary>
internal static class UncertainAttempts
{
    /// <summary>Records an attempt.</summary>
    /// <param name="message">The request.</param>
    /// <param name="exception">The failure; null if there is a response.</param>
    public static void Record(HttpMessage message, Exception? exception)
    {
        bool isUncertain = exception switch
        {
            null => message.Response.Status is 408 or >= 500,
            ResponseTooLargeException => true,
            QuantumServiceException error => error.Kind == QuantumErrorKind.InvalidResponse,
            _ => TransportError.From(exception) is not null && !TransportError.IsBeforeRequest(exception),
        };
        if (isUncertain)
        {
            message.SetProperty(typeof(UncertainAttempts), true);
        }
    }

    /// <summary>Returns whether the service may have executed an attempt.</summary>
    public static bool Exist(HttpMessage message) => message.TryGetProperty(typeof(UncertainAttempts), out _);
}
