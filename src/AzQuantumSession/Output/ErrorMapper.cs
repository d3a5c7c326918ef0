using System.Management.Automation;

namespace AzQuantumSession.Output;

/// <summary>Turns what the client throws into what a command reports.</summary>
internal static class ErrorMapper
{
    /// <param name="exception">A failure of the client, or a command's own.</param>
    /// <param name="target">The id or object that was being worked on.</param>
    public static CmdletError ToError(Exception exception, object? target) => exception switch
    {
        QuantumServiceException e => new(e, GetId(e.Kind), GetCategory(e.Kind), target, e.RecommendedAction),
        InvalidWorkspaceException e => new(e, ErrorIds.InvalidWorkspace, ErrorCategory.InvalidArgument, target ?? e.ParameterName),
        CmdletException e when e.ToError() is { Target: null } error => error with { Target = target },
        CmdletException e => e.ToError(),
        _ => throw new ArgumentException($"{exception.GetType()} is a defect, not an error to report.", nameof(exception), exception),
    };

    private static string GetId(QuantumErrorKind kind) => kind switch
    {
        QuantumErrorKind.Rejected => ErrorIds.RequestRejected,
        QuantumErrorKind.Authentication => ErrorIds.AuthenticationFailed,
        QuantumErrorKind.AccessDenied => ErrorIds.AccessDenied,
        QuantumErrorKind.NotFound => ErrorIds.NotFound,
        QuantumErrorKind.Conflict => ErrorIds.ResourceExists,
        QuantumErrorKind.Throttled => ErrorIds.TooManyRequests,
        QuantumErrorKind.Unavailable => ErrorIds.ServiceUnavailable,
        QuantumErrorKind.Connection => ErrorIds.ConnectionFailed,
        QuantumErrorKind.Timeout => ErrorIds.RequestTimeout,
        QuantumErrorKind.InvalidResponse => ErrorIds.InvalidResponse,
        QuantumErrorKind.ForeignAddress => ErrorIds.ForeignAddressRefused,
        QuantumErrorKind.WorkspaceNotFound => ErrorIds.WorkspaceNotFound,
        QuantumErrorKind.WorkspaceAmbiguous => ErrorIds.WorkspaceAmbiguous,
        QuantumErrorKind.Disconnected => ErrorIds.WorkspaceDisconnected,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static ErrorCategory GetCategory(QuantumErrorKind kind) => kind switch
    {
        QuantumErrorKind.Rejected => ErrorCategory.InvalidOperation,
        QuantumErrorKind.Authentication => ErrorCategory.AuthenticationError,
        QuantumErrorKind.AccessDenied => ErrorCategory.PermissionDenied,
        QuantumErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        QuantumErrorKind.Conflict => ErrorCategory.ResourceExists,
        QuantumErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        QuantumErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        QuantumErrorKind.Connection => ErrorCategory.ConnectionError,
        QuantumErrorKind.Timeout => ErrorCategory.OperationTimeout,
        QuantumErrorKind.InvalidResponse => ErrorCategory.InvalidResult,
        QuantumErrorKind.ForeignAddress => ErrorCategory.SecurityError,
        QuantumErrorKind.WorkspaceNotFound => ErrorCategory.ObjectNotFound,
        QuantumErrorKind.WorkspaceAmbiguous => ErrorCategory.InvalidArgument,
        QuantumErrorKind.Disconnected => ErrorCategory.ConnectionError,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
