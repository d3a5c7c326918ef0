namespace AzQuantumSession;

/// <summary>The exception for a failed request to the workspace. The message is intended for the user, and contains no secret.</summary>
public sealed class QuantumServiceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="message">The error message, with the code, the message, and the request id of the service and the recommended action.</param>
    /// <param name="innerException">The exception that caused the failure; null if there is none.</param>
    public QuantumServiceException(QuantumErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>The kind of failure.</summary>
    public QuantumErrorKind Kind { get; }

    /// <summary>The HTTP status; null if there was no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The error object of the service; null if the service returned none.</summary>
    public QuantumErrorData? ErrorData { get; init; }

    /// <summary>The id of the request in the service's logs, for support; null if the service returned none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The recommended action for the user; null if there is none.</summary>
    public string? RecommendedAction { get; init; }
}
