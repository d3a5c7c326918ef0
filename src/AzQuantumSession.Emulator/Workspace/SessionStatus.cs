namespace AzQuantumSession.Emulator.Workspace;

internal static class SessionStatus
{
    public const string Waiting = "Waiting";
    public const string Executing = "Executing";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
    public const string Failures = "Failure(s)";
    public const string TimedOut = "TimedOut";
}
