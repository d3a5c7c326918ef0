namespace AzQuantumSession.Output;

/// <summary>The stable ids of the module's errors. <c>docs/errors.md</c> describes their causes and remedies.</summary>
internal static class ErrorIds
{
    public const string AccessDenied = nameof(AccessDenied);
    public const string ApiVersionNotSupported = nameof(ApiVersionNotSupported);
    public const string AuthenticationFailed = nameof(AuthenticationFailed);
    public const string ConnectionFailed = nameof(ConnectionFailed);
    public const string CostLimitExceeded = nameof(CostLimitExceeded);
    public const string EmulatorNotInstalled = nameof(EmulatorNotInstalled);
    public const string EmulatorNotStarted = nameof(EmulatorNotStarted);
    public const string FileNotWritten = nameof(FileNotWritten);
    public const string ForeignAddressRefused = nameof(ForeignAddressRefused);
    public const string FormatUnknown = nameof(FormatUnknown);
    public const string InputInvalid = nameof(InputInvalid);
    public const string InputNotFound = nameof(InputNotFound);
    public const string InternalError = nameof(InternalError);
    public const string InvalidResponse = nameof(InvalidResponse);
    public const string InvalidWorkspace = nameof(InvalidWorkspace);
    public const string JobCancelled = nameof(JobCancelled);
    public const string JobFailed = nameof(JobFailed);
    public const string JobNotFailed = nameof(JobNotFailed);
    public const string JobNotFinished = nameof(JobNotFinished);
    public const string MeasurementInvalid = nameof(MeasurementInvalid);
    public const string NotFound = nameof(NotFound);
    public const string PagingNotSupported = nameof(PagingNotSupported);
    public const string RequestRejected = nameof(RequestRejected);
    public const string RequestTimeout = nameof(RequestTimeout);
    public const string ResourceExists = nameof(ResourceExists);
    public const string ResultTooLarge = nameof(ResultTooLarge);
    public const string ServiceUnavailable = nameof(ServiceUnavailable);
    public const string SessionEnded = nameof(SessionEnded);
    public const string SessionFailed = nameof(SessionFailed);
    public const string SessionLimitExceeded = nameof(SessionLimitExceeded);
    public const string SessionTimedOut = nameof(SessionTimedOut);
    public const string StatusNotReached = nameof(StatusNotReached);
    public const string TargetAmbiguous = nameof(TargetAmbiguous);
    public const string TargetMismatch = nameof(TargetMismatch);
    public const string TargetNotFound = nameof(TargetNotFound);
    public const string ThreadJobNotFound = nameof(ThreadJobNotFound);
    public const string TooManyRequests = nameof(TooManyRequests);
    public const string WaitTimeout = nameof(WaitTimeout);
    public const string WorkspaceAmbiguous = nameof(WorkspaceAmbiguous);
    public const string WorkspaceDisconnected = nameof(WorkspaceDisconnected);
    public const string WorkspaceNotConnected = nameof(WorkspaceNotConnected);
    public const string WorkspaceNotFound = nameof(WorkspaceNotFound);
}
