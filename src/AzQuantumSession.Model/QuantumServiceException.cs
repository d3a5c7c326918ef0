namespace AzQuantumSession;

/// <summary>The exception for a failed request to the workspace. The message is intended for the user, and contains no secret and no control characters.</summary>
public sealed class QuantumServiceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="message">The error message, with the code, the message, and the request id of the service and the recommended action.</param>
    /// <param name="innerException">The exception that caused the failure; null if there is none. An exception of another type is replaced by its texts.</param>
    public QuantumServiceException(QuantumErrorKind kind, string message, Exception? innerException = null)
        : base(VisibleText.Lines(message), ErrorCause.From(innerException, static text => VisibleText.Message(text))) => Kind = kind;

    /// <summary>The kind of failure.</summary>
    public QuantumErrorKind Kind { get; }

    /// <summary>The HTTP status; null if there was no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The error object of the service; null if the service returned none.</summary>
    public QuantumErrorData? ErrorData { get; init; }

    /// <summary>The id of the request in the service's logs, for support; null if the service returned none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The recommended action for the user; null if there is none.</summary>
    public string? RecommendedAction { get; init => field = VisibleText.Lines(value); }

    /// <summary>Whether the service may have created the session or the job of the request, although no response says so.</summary>
    internal bool MayHaveCreated { get; set; }

    /// <summary>Returns the exception with another sentence at the end of its message.</summary>
    internal QuantumServiceException Append(string sentence) => new(Kind, $"{Message} {sentence}", InnerException)
    {
        StatusCode = StatusCode,
        ErrorData = ErrorData,
        RequestId = RequestId,
        RecommendedAction = RecommendedAction,
        MayHaveCreated = MayHaveCreated,
    };
}

/// <summary>The kinds of failed requests. <c>docs/errors.md</c> lists the corresponding errors.</summary>
public enum QuantumErrorKind
{
    /// <summary>The service rejected the request as invalid (400 and other 4xx). A retry does not help.</summary>
    Rejected,

    /// <summary>The credential is missing, invalid, or expired (401), or no token could be obtained.</summary>
    Authentication,

    /// <summary>The credential has no role on the workspace (403).</summary>
    AccessDenied,

    /// <summary>The session, job, or workspace does not exist (404).</summary>
    NotFound,

    /// <summary>The id already exists with other content (409).</summary>
    Conflict,

    /// <summary>The service received too many requests (429), even after all retries.</summary>
    Throttled,

    /// <summary>The service was unable to process the request (408, 500, 502, 503, 504), even after all retries.</summary>
    Unavailable,

    /// <summary>The connection failed, even after all retries: the name was not found, or the connection was refused or reset.</summary>
    Connection,

    /// <summary>The service did not respond within the time limit of an attempt, even after all retries.</summary>
    Timeout,

    /// <summary>The response is not valid: not JSON, truncated, or without a required property.</summary>
    InvalidResponse,

    /// <summary>The response points to another host (a redirect or a <c>nextLink</c>), and the client did not follow it.</summary>
    ForeignAddress,

    /// <summary>No workspace that the credential has access to has the specified name.</summary>
    WorkspaceNotFound,

    /// <summary>Several workspaces have the specified name.</summary>
    WorkspaceAmbiguous,

    /// <summary>The API version of the connection does not have the operation. No request was sent.</summary>
    ApiVersionNotSupported,

    /// <summary>The connection is closed, or its credential exists only in another process.</summary>
    Disconnected,

    /// <summary>The result of a job is too large to be parsed. It can be downloaded to a file.</summary>
    ResultTooLarge,
}
