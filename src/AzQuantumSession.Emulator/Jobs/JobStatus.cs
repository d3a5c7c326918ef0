namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The job statuses that the emulator uses. The service has more statuses.</summary>
internal static class JobStatus
{
    public const string Waiting = "Waiting";
    public const string Executing = "Executing";
    public const string CancellationRequested = "CancellationRequested";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
    public const string Cancelled = "Cancelled";
}
