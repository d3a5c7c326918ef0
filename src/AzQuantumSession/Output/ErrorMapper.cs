namespace AzQuantumSession.Output;

/// <summary>Maps exceptions to the errors that a command writes.</summary>
internal static class ErrorMapper
{
    private const string ReportAction = "Report this error with the text of Get-Error.";

    // A test compares these ids and categories with docs/errors.md.
    internal static IReadOnlyDictionary<QuantumErrorKind, (string Id, ErrorCategory Category)> Kinds { get; } =
        new Dictionary<QuantumErrorKind, (string, ErrorCategory)>
        {
            [QuantumErrorKind.Rejected] = (ErrorIds.RequestRejected, ErrorCategory.InvalidOperation),
            [QuantumErrorKind.Authentication] = (ErrorIds.AuthenticationFailed, ErrorCategory.AuthenticationError),
            [QuantumErrorKind.AccessDenied] = (ErrorIds.AccessDenied, ErrorCategory.PermissionDenied),
            [QuantumErrorKind.NotFound] = (ErrorIds.NotFound, ErrorCategory.ObjectNotFound),
            [QuantumErrorKind.Conflict] = (ErrorIds.ResourceExists, ErrorCategory.ResourceExists),
            [QuantumErrorKind.Throttled] = (ErrorIds.TooManyRequests, ErrorCategory.LimitsExceeded),
            [QuantumErrorKind.Unavailable] = (ErrorIds.ServiceUnavailable, ErrorCategory.ResourceUnavailable),
            [QuantumErrorKind.Connection] = (ErrorIds.ConnectionFailed, ErrorCategory.ConnectionError),
            [QuantumErrorKind.Timeout] = (ErrorIds.RequestTimeout, ErrorCategory.OperationTimeout),
            [QuantumErrorKind.InvalidResponse] = (ErrorIds.InvalidResponse, ErrorCategory.InvalidResult),
            [QuantumErrorKind.ForeignAddress] = (ErrorIds.ForeignAddressRefused, ErrorCategory.SecurityError),
            [QuantumErrorKind.WorkspaceNotFound] = (ErrorIds.WorkspaceNotFound, ErrorCategory.ObjectNotFound),
            [QuantumErrorKind.WorkspaceAmbiguous] = (ErrorIds.WorkspaceAmbiguous, ErrorCategory.InvalidArgument),
            [QuantumErrorKind.ApiVersionNotSupported] = (ErrorIds.ApiVersionNotSupported, ErrorCategory.NotImplemented),
            [QuantumErrorKind.ResultTooLarge] = (ErrorIds.ResultTooLarge, ErrorCategory.LimitsExceeded),
            [QuantumErrorKind.Disconnected] = (ErrorIds.WorkspaceDisconnected, ErrorCategory.ConnectionError),
        };

    /// <summary>Maps an exception to an error.</summary>
    /// <param name="exception">An exception of the client or of a handler.</param>
    /// <param name="target">The id or object that the command was processing.</param>
    public static CmdletError ToError(Exception exception, object? target) => exception switch
    {
        QuantumServiceException e => new(e, Kinds[e.Kind].Id, Kinds[e.Kind].Category, target, e.RecommendedAction),
        InvalidWorkspaceException e => new(e, ErrorIds.InvalidWorkspace, ErrorCategory.InvalidArgument, target ?? e.ParameterName),
        CmdletException e when e.ToError() is { Target: null } error => error with { Target = target },
        CmdletException e => e.ToError(),
        _ => new(ErrorCause.MakeVisible(exception), ErrorIds.InternalError, ErrorCategory.NotSpecified, target, ReportAction)
        {
            Message = $"An internal error occurred: {exception.GetType().Name}: {exception.Message} {ReportAction}",
        },
    };

    /// <summary>Returns whether an exception belongs to PowerShell: it stops the pipeline, or comes from the user's code. Commands do not catch it.</summary>
    public static bool IsOfEngine(Exception exception) => exception.GetType().Assembly == typeof(PSCmdlet).Assembly;
}

/// <summary>Reports errors item by item, so that a command can continue with the next item.</summary>
internal static class ItemErrors
{
    /// <summary>Processes one item. A failure that concerns only this item is written as an error.</summary>
    /// <param name="output">Receives the error.</param>
    /// <param name="target">The id or object that the error is about.</param>
    /// <param name="work">Processes the item.</param>
    public static async Task RunForItemAsync(this ICmdletOutput output, object target, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidWorkspaceException or CmdletException { IsTerminating: true })
            && !ErrorMapper.IsOfEngine(e))
        {
            output.WriteError(ErrorMapper.ToError(e, target));
        }
    }
}
