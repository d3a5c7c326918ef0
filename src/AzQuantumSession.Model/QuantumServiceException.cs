namespace AzQuantumSession;

/// <summary>A request to the workspace failed. The message is written for the user and holds no secret.</summary>
public sealed class QuantumServiceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="message">What went wrong and what to do, with the service's code, message and request id in it.</param>
    /// <param name="innerException">What the failure was found by.</param>
    public QuantumServiceException(QuantumErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>The kind of failure.</summary>
    public QuantumErrorKind Kind { get; }

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The service's own error; null where it sent none.</summary>
    public QuantumErrorData? ErrorData { get; init; }

    /// <summary>The id under which the service knows the request, for its support; null where it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the user could do about it; null where nothing is known to help.</summary>
    public string? RecommendedAction { get; init; }
}
